"""Steps a duration frame (25 ms, 600 samples) at each of the model's rates, and what its norms add to variances.

Apart from the surgery, which imports onnx: running the graphs need not wait for that.
"""

X_PER_FRAME = 2
"""Of the decoder's hidden states, the generator's input."""

STEPS_PER_FRAME = 20
"""Of the generator's first stage."""

HAR_PER_FRAME = 120
"""Of its second stage, and of the harmonic source, which has one more at the end."""

EPSILON = 1e-5

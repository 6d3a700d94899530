"""Graph surgery: Kokoro's ONNX graph rewritten so that a CPU can stream it.

One module an idea, most of them a function that edits a `GraphEditor` (`edit`) in place and changes nothing that
can be heard. `rewrite` runs them in order:

1. `halves`       fp16 weights are computed in fp32 (CPUs have no fp16 kernels).
2. `dequantize`   int8 weights become floats, for GPUs and for the reference that quality is measured against.
3. `squares`      `Pow(x, 2)` becomes `Mul(x, x)`.
4. `adain`        instance norms spelled in seven nodes become `InstanceNormalization`.
5. `conv_gemm`    int8 convolutions (`quantized`) become GEMMs, sharing row numbers by length (`lengths`).
6. `stft`         the short-time Fourier transform becomes a convolution.
7. `cut`          the graph is cut up: encoder, front, source, generator; the style is worked out once a sentence.
8. `snake`        the activations share their scaling with the norms before them.
9. `statistics`   the generator's norms take their statistics from outside, so that it can decode windows.
10. `reach`       the generator's second stage gets a narrower window than the first.
"""

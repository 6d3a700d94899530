"""Graph surgery: Kokoro's ONNX graph rewritten so that a CPU can stream it.

One module an idea, each a function that edits a `GraphEditor` in place and changes nothing that can be heard:

1. `halves`       fp16 weights are computed in fp32 (CPUs have no fp16 kernels).
2. `squares`      `Pow(x, 2)` becomes `Mul(x, x)`.
3. `adain`        instance norms spelled in seven nodes become `InstanceNormalization`.
4. `conv_gemm`    int8 convolutions become GEMMs, whose kernels are four times as fast.
5. `stft`         the short-time Fourier transform becomes a convolution.
6. `cut`          the graph is cut in three: encoder, front, generator.
7. `style`        the style's affine layers become one GEMM.
8. `statistics`   the generator's norms take their statistics from outside, so that it can decode windows.

`pipeline` runs them in order.
"""

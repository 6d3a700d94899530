"""Graph surgery: Kokoro's ONNX graph rewritten so that a CPU can stream it.

One module an idea, most of them a function that edits a `GraphEditor` (`edit`) in place and changes nothing that
can be heard. `rewrite` runs them in order:

1. `halves`        fp16 weights are computed in fp32 (CPUs have no fp16 kernels).
2. `dequantize`    int8 weights become floats, for GPUs and for the reference that quality is measured against.
3. `squares`       `Pow(x, 2)` becomes `Mul(x, x)`.
4. `norms`         layer norms over sums are split into both.
5. `adain`         instance norms spelled in seven nodes become `InstanceNormalization`.
6. `conv_gemm`     int8 convolutions (`quantized`) become GEMMs, sharing row numbers by length (`lengths`).
7. `stft`          the short-time Fourier transform becomes a convolution.
8. `cut`           the graph is cut up: encoder, front, source, generator; the style is worked out once a sentence.
9. `snake`         the activations share their scaling with the norms before them.
10. `statistics`   the generator's norms take their statistics from outside, so that it can decode windows.
11. `reach`        the generator's second stage gets a narrower window than the first.

and those that only save time, which a graph that is built otherwise goes without:

12. `shapes`       what the encoder computes from shapes alone becomes constants.
13. `layers`       its language model is one layer in a loop, as all twelve share their weights.
14. `style_layers` the front works out the generator's 48 styles in one layer.
15. `harmonics`    the source computes once a step of the pitch what doesn't change within it,
16. `angles`       and its phases without `Where`.
17. `factors`      what the norms' scales and shifts are multiplied with is multiplied at once, or by a GEMM.
18. `layout`       windows stay in rows between two GEMMs.
"""

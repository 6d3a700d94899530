"""Kokoro-82M on ONNX Runtime: the model file, the voices, and two engines that run it."""

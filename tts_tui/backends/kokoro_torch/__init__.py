"""Kokoro-82M on PyTorch, in a worker: `convert` and `child` run in the engine's environment, the rest in ours."""

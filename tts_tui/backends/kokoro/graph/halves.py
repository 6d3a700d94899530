"""fp16 weights are computed in fp32: CPUs have no fp16 kernels, and ONNX Runtime would cast around every node."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, numpy_helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor


def widen_halves(editor: GraphEditor) -> int:
    """Make every float16 constant, cast and input float32; returns how many constants there were."""
    halves = [t for t in editor.graph.initializer if t.data_type == TensorProto.FLOAT16]
    for tensor in halves:
        tensor.CopyFrom(
            numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float32), tensor.name)
        )
    for node in editor.graph.node:
        for attribute in node.attribute:
            if attribute.name in ("to", "dtype") and attribute.i == TensorProto.FLOAT16:
                attribute.i = TensorProto.FLOAT
            elif attribute.HasField("t") and attribute.t.data_type == TensorProto.FLOAT16:
                attribute.t.CopyFrom(
                    numpy_helper.from_array(numpy_helper.to_array(attribute.t).astype(np.float32))
                )
    for value in (*editor.graph.input, *editor.graph.output):
        if value.type.tensor_type.elem_type == TensorProto.FLOAT16:
            value.type.tensor_type.elem_type = TensorProto.FLOAT
    del editor.graph.value_info[:]
    editor.reindex()
    return len(halves)

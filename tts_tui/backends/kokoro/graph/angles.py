"""The source's phases are found without `Where`, which has no vector code: the same angles for a third of the time.

The exporter wrote the four-quadrant arc tangent as

    angle = atan(imaginary / real);  where real < 0: angle + pi where imaginary > 0, else angle - pi
"""

from __future__ import annotations

import numpy as np
from onnx import TensorProto

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError


def add_half_turns(editor: GraphEditor) -> None:
    """Rewrite the only arc tangent.

    Raises:
        SurgeryError: it is completed in another way.
    """
    angle = editor.only("Atan").output[0]
    outer = next((node for node in editor.readers[angle] if node.op_type == "Where"), None)
    if outer is None or outer.input[2] != angle:
        raise SurgeryError("the arc tangent has no quadrants")
    behind = editor.producer(outer.input[0], "Less")
    inner = editor.producer(outer.input[1], "Where")
    above = editor.producer(inner.input[0], "Greater")
    if any(editor.constant(test.input[1]) != 0 for test in (behind, above)):
        raise SurgeryError("the quadrants don't meet at zero")
    half = editor.add_constant("half_turn", np.array(np.pi, np.float32))
    turn = editor.add_constant("turn", np.array(2 * np.float32(np.pi), np.float32))
    is_behind = editor.add("Cast", behind.output, "angle_behind", to=TensorProto.FLOAT)
    is_above = editor.add("Cast", above.output, "angle_above", to=TensorProto.FLOAT)
    side = editor.add("Sub", [editor.add("Mul", [is_above, turn], "angle_turned"), half], "angle_side")
    editor.graph.node.remove(outer)
    editor.add("Add", [angle, editor.add("Mul", [is_behind, side], "angle_added")], outer.output[0])
    editor.prune()

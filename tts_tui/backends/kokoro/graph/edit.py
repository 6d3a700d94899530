"""Reading and editing an ONNX graph by tensor names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper


class SurgeryError(Exception):
    """The graph isn't built as the surgery expects; the stock engine must run it instead."""


class GraphEditor:
    """An ONNX model with an index of who makes and who reads each tensor.

    The index is that of the last `reindex` (or `prune`, which ends with one): a pass collects what it wants to
    replace, edits, and prunes.
    """

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self.graph = model.graph
        self.reindex()

    def copy(self) -> GraphEditor:
        """A deep copy, to be cut differently."""
        return GraphEditor(onnx.ModelProto.FromString(self.model.SerializeToString()))

    def reindex(self) -> None:
        """Index the graph as it is now."""
        self.initializers = {tensor.name: tensor for tensor in self.graph.initializer}
        self.producers = {name: node for node in self.graph.node for name in node.output if name}
        self.readers: dict[str, list[onnx.NodeProto]] = defaultdict(list)
        for node in self.graph.node:
            for name in _reads(node):
                self.readers[name].append(node)

    def nodes(self, *op_types: str) -> list[onnx.NodeProto]:
        """Every node of these types, in graph order."""
        return [node for node in self.graph.node if node.op_type in op_types]

    def only(self, op_type: str) -> onnx.NodeProto:
        """The one node of this type.

        Raises:
            SurgeryError: there are none or several.
        """
        found = self.nodes(op_type)
        if len(found) != 1:
            raise SurgeryError(f"the graph has {len(found)} {op_type} nodes, not one")
        return found[0]

    def is_constant(self, name: str) -> bool:
        """Whether the tensor is an initializer."""
        return name in self.initializers

    def constant(self, name: str) -> NDArray[np.generic]:
        """The value of an initializer.

        Raises:
            SurgeryError: it is computed at run time, or unknown.
        """
        if name not in self.initializers:
            raise SurgeryError(f"{name} is not a constant")
        return numpy_helper.to_array(self.initializers[name])

    def producer(self, name: str, *op_types: str) -> onnx.NodeProto:
        """The node that makes a tensor, which must be of one of these types if any are given.

        Raises:
            SurgeryError: it is a constant or an input, or made by a node of another type.
        """
        node: onnx.NodeProto | None = self.producers.get(name)
        if node is None or (op_types and node.op_type not in op_types):
            found = "nothing" if node is None else node.op_type
            raise SurgeryError(f"{name} is made by {found}, not by {' or '.join(op_types) or 'a node'}")
        return node

    def reader(self, name: str, *op_types: str) -> onnx.NodeProto:
        """The only node that reads a tensor, which must be of one of these types if any are given.

        Raises:
            SurgeryError: there are none or several, or it is of another type.
        """
        readers = self.readers[name]
        if len(readers) != 1 or (op_types and readers[0].op_type not in op_types):
            raise SurgeryError(f"{name} is read by {[node.op_type for node in readers]}, expected {op_types}")
        reader: onnx.NodeProto = readers[0]
        return reader

    def add_constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add an initializer, or reuse the one of that name; the name says the value. Returns the name."""
        if name not in self.initializers:
            tensor = numpy_helper.from_array(np.ascontiguousarray(value), name)
            self.graph.initializer.append(tensor)
            self.initializers[name] = tensor
        return name

    def add(self, op_type: str, inputs: Iterable[str], output: str, **attributes: Any) -> str:
        """Append a node that bears the name of what it makes, which is returned; `prune` puts it in its place."""
        node = onnx.helper.make_node(op_type, list(inputs), [output], name=output)
        node.attribute.extend(onnx.helper.make_attribute(key, value) for key, value in attributes.items())
        self.graph.node.append(node)
        return output

    def replace(self, tensor: str, nodes: Iterable[onnx.NodeProto]) -> None:
        """Let `nodes` (one of which makes `tensor`) stand in for the node that makes it now."""
        self.graph.node.remove(self.producer(tensor))
        self.graph.node.extend(nodes)

    def rename(self, old: str, new: str) -> None:
        """Rename a tensor wherever a node makes or reads it."""
        for node in self.graph.node:
            for names in (node.input, node.output):
                for i, name in enumerate(names):
                    if name == old:
                        names[i] = new

    def prune(self) -> None:
        """Sort the nodes topologically; drop unused nodes, inputs, weights and operator sets; reindex."""
        self.reindex()
        ordered = self._ordered()
        needed = {name for node in ordered for name in _reads(node)}
        used_domains = {node.domain for node in ordered} | {""}
        count = len(self.graph.node)
        self.graph.node.extend(ordered)
        del self.graph.node[:count]
        _keep(self.graph.initializer, lambda tensor: tensor.name in needed)
        _keep(self.graph.input, lambda value: value.name in needed)
        _keep(self.model.opset_import, lambda opset: opset.domain in used_domains)
        del self.graph.value_info[:]
        self.reindex()

    def _ordered(self) -> list[onnx.NodeProto]:
        """The nodes that the outputs need, each after those it reads from."""
        ordered: list[onnx.NodeProto] = []
        entered: set[int] = set()
        stack = [(self.producers[out.name], False) for out in reversed(self.graph.output)]
        while stack:
            node, ready = stack.pop()
            if ready:
                ordered.append(node)
            elif id(node) not in entered:
                entered.add(id(node))
                stack.append((node, True))
                stack += [(self.producers[name], False) for name in _reads(node) if name in self.producers]
        return ordered


def _reads(node: onnx.NodeProto) -> list[str]:
    """The tensors that a node reads, those that graphs within it (of a loop, say) take from outside among them."""
    inner = [attribute.g for attribute in node.attribute if attribute.HasField("g")]
    own = {name for graph in inner for step in graph.node for name in step.output}
    own.update(value.name for graph in inner for value in graph.input)
    captured = [name for graph in inner for step in graph.node for name in _reads(step) if name not in own]
    return [*node.input, *captured]


def _keep(field: Any, keep: Callable[[Any], bool]) -> None:
    """Delete the elements of a repeated protobuf field that aren't wanted."""
    for i in reversed(range(len(field))):
        if not keep(field[i]):
            del field[i]

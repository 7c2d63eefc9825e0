"""The door to YAML: text to plain data by the rules of YAML 1.2, keeping where each value stands.

PyYAML's C parser composes the nodes; scalars are resolved here, so that a bare `no` stays text, `12:30`
stays text and duplicate keys are faults. Aliases and tags are refused: a data file needs neither.
"""

from __future__ import annotations

import gc
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assistant.language import _
from assistant.notation import shorten
from assistant.script.faults import Fault, Path_, Place, unreadable

LIMIT: Final = 5_000_000
"""Most bytes read of one file."""

_INT: Final = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*|(?=[eE])))(?:[eE][-+]?[0-9]{1,3})?")
_WORDS: Final[dict[str, Any]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class _Loader(yaml.CLoader):
    """Composes nodes and resolves nothing by itself."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name and type are PyYAML's


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: its plain data, its content hash, and where every value stands."""

    path: Path
    digest: str
    """First 16 hexadecimal figures of the SHA-256 of the text with line ends as LF."""
    data: Any
    text: bytes = field(default=b"", repr=False)
    faults: tuple[Fault, ...] = ()
    root: Node | None = field(default=None, repr=False)

    def place(self, path: Path_, *, key: bool = False) -> Place:
        """Line and column, from 1, of the value at this path of keys and positions, or of its `key`.

        Names on the path that are no key there (a union's own tags) are passed over; for a key that is
        absent, the place of what should hold it.
        """
        node = self.root
        place = _mark(node)
        for part in path:
            if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                place = _mark(node)
            elif isinstance(node, MappingNode):
                for name, value in node.value:
                    if isinstance(name, ScalarNode) and name.value == part:
                        node, place = value, _mark(name if key else value)
                        break
        return place


def _mark(node: Node | None) -> Place:
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (1, 1)


def read_source(path: Path) -> Source:
    """The data of a file, with every fault of its YAML.

    Raises:
        NotFoundError: the file cannot be read.
    """
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:  # a name no system allows is a ValueError
        raise unreadable(path, error) from error
    return parse(raw, path)


def parse(raw: bytes, path: Path) -> Source:
    """The same for bytes already read; `path` only names them."""
    collects = gc.isenabled()
    gc.disable()  # nothing of what is read is garbage: to look for some costs the square of a file's size
    try:
        return _parsed(raw, path)
    finally:
        if collects:
            gc.enable()


def _parsed(raw: bytes, path: Path) -> Source:
    digest = hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()[:16]

    def failed(place: Place, message: str) -> Source:
        return Source(path, digest, None, raw, (Fault(path, *place, message),))

    if len(raw) > LIMIT:
        return failed((1, 1), _("The file is larger than {limit} bytes.").format(limit=LIMIT))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return failed((line, 1), _("The file is not UTF-8. Save it as UTF-8."))
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (min(mark.line, text.count("\n")) + 1, mark.column + 1) if mark else (1, 1)
        return failed(
            place,
            _("This is not YAML as it is written (the parser says: {problem}).").format(
                problem=error.problem or error.context or "?"
            ),
        )
    except (yaml.YAMLError, RecursionError):
        return failed((1, 1), _("The file holds characters or a depth that YAML does not allow."))
    if root is None:
        return failed((1, 1), _("The file is empty."))
    reading = _Reading(path)
    data = reading.value(root)
    return Source(path, digest, data, raw, tuple(reading.faults), root)


class _Reading:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: set[int] = set()
        self.faults: list[Fault] = []

    def _fault(self, node: Node, message: str) -> None:
        self.faults.append(Fault(self._path, *_mark(node), message))

    def value(self, node: Node, depth: int = 0) -> Any:
        if id(node) in self._seen or depth > 60:
            self._fault(node, _("Aliases (*name) and deep nesting are not allowed: write the value out."))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, SequenceNode):
            return tuple(self.value(item, depth + 1) for item in node.value)
        return self._scalar(cast(ScalarNode, node))

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._fault(key, _("A key is a word, not a list or a mapping."))
            elif key.value in mapping:
                self._fault(
                    key,
                    _("The key “{key}” stands here a second time. Keep one of them.").format(
                        key=shorten(key.value)
                    ),
                )
            else:
                mapping[key.value] = self.value(value, depth + 1)
        return mapping

    def _scalar(self, node: ScalarNode) -> Any:
        if node.tag not in ("tag:yaml.org,2002:str", "!"):
            self._fault(
                node,
                _("Tags ({tag}) are not allowed: write the value alone.").format(tag=shorten(str(node.tag))),
            )
        text = str(node.value)
        if node.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        return text

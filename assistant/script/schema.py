"""The JSON Schema of scripts, made from the models, so that editors complete and check them."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from pydantic import BaseModel

from assistant.avk.computed import COMPUTED
from assistant.script.closed import Closed
from assistant.script.conditions import OPERATORS, SOURCES
from assistant.script.knowledge import facts
from assistant.script.steps import Script

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TITLE: Final = "Script of the guided interview assistant"
NAME: Final = "script.schema.json"
"""What the file is called beside one's own scripts."""


def script_schema() -> dict[str, Any]:
    """The schema. It holds one file by itself: references between its parts are checked by `script check`."""
    schema = Script.model_json_schema(by_alias=True)
    parts: dict[str, Any] = schema["$defs"]
    for model in _models(Closed):
        part = schema if model is Script else parts.get(model.__name__)
        if part is not None:
            _describe(part, model)
    condition = parts["Comparison"]
    for name, known in (("fact", facts()), ("computed", COMPUTED)):
        condition["properties"][name] = {"enum": list(known)}
    parts["Ask"]["properties"]["fact"]["enum"] = list(facts())
    condition["allOf"] = [
        {"oneOf": [{"required": [name]} for name in names]} for names in (SOURCES, OPERATORS)
    ]
    return {"$schema": DIALECT, **schema, "title": TITLE}


def script_schema_text() -> str:
    """The schema as it is kept in a file."""
    return json.dumps(script_schema(), ensure_ascii=False, indent=1) + "\n"


def _models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Every model of a script's parts."""
    for model in base.__subclasses__():
        if model.__module__.startswith("assistant.script."):  # others may have the same names
            yield model
            yield from _models(model)


def _describe(part: dict[str, Any], model: type[BaseModel]) -> None:
    """Say of each key what the line under it says in the code."""
    for ancestor in (one for one in reversed(model.__mro__) if issubclass(one, Closed)):
        for name, words in _told(ancestor).items():
            field = model.model_fields.get(name)
            key = name if field is None else field.alias or name
            if key in part.get("properties", {}):
                part["properties"][key]["description"] = words


def _told(model: type[BaseModel]) -> dict[str, str]:
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(model)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    return {
        line.target.id: " ".join(str(below.value.value).split())
        for line, below in pairwise(body)
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
    }

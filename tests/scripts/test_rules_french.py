"""The French of the rule sets and of the figures of the year: typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

SHIPPED = Path(__file__).parents[2] / "scripts"
FILES = sorted((SHIPPED / "rules").glob("*.yaml"))
FILES += [SHIPPED / "knowledge" / f"{name}.yaml" for name in ("declaring", "dispensed", "forecast", "review")]


def french(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(said := node.get("fr"), str):
            yield said
        for part in node.values():
            yield from french(part)
    elif isinstance(node, list):
        for part in node:
            yield from french(part)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_apostrophe_is_the_printed_one(path: Path) -> None:
    said = list(french(yaml.safe_load(path.read_text("utf-8"))))
    assert said
    assert [one for one in said if re.search(r"\w'\w", one)] == []

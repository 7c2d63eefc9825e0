"""Shipped scripts with one thing taken out of them, or two sections exchanged."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant.errors import ScriptError
from assistant.proof.finding import Finding
from assistant.proof.proving import prove
from assistant.script.library import load_script
from assistant.script.source import read_source

PARTS = ("when", "stop", "favourable")


def plain(value: Any) -> Any:
    """Data of a file that can be changed."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def mutants(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each change by name: a mandated step, guard, stop, `favourable` or alert less; two sections."""
    script = plain(read_source(path).data)
    for s, section in enumerate(script["sections"]):
        for t, step in enumerate(section["steps"]):
            if "mandates" in step:
                mutant = copy.deepcopy(script)
                del mutant["sections"][s]["steps"][t]
                yield f"step {step['id']}", mutant
            for part in PARTS:
                if part in step:
                    mutant = copy.deepcopy(script)
                    del mutant["sections"][s]["steps"][t][part]
                    yield f"{part} {step['id']}", mutant
    for a, alert in enumerate(script.get("alerts", ())):
        mutant = copy.deepcopy(script)
        del mutant["alerts"][a]
        yield f"alert {alert['id']}", mutant
    for one, other in combinations(range(len(script["sections"])), 2):
        mutant = copy.deepcopy(script)
        sections = mutant["sections"]
        sections[one], sections[other] = sections[other], sections[one]
        yield f"swap {script['sections'][one]['id']} {script['sections'][other]['id']}", mutant


def caught(mutant: dict[str, Any], folder: Path) -> bool:
    """Whether `script check` refuses it: its faults, or its proof."""
    try:
        return any(one.counts for one in found(mutant, folder))
    except ScriptError:
        return True


def found(mutant: dict[str, Any], folder: Path) -> tuple[Finding, ...]:
    """What its proof finds."""
    path = folder / "mutant.yaml"
    path.write_text(json.dumps(mutant, ensure_ascii=False), encoding="utf-8")
    return prove(load_script(path), path).findings

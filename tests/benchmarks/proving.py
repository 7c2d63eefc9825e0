"""How long proofs take: of the shipped scripts, as scripts grow, and until a hopeless one is refused."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from assistant.proof.proving import prove
from assistant.script.library import load_script, parse_script, script_files
from tests.benchmarks.measure import ROOT, Line, milliseconds
from tests.proof.largescripts import entangled, local

SIZES = (250, 500, 1_000, 2_000)
TANGLED = (40, 200)


def proofs() -> list[Line]:
    """Every line; each large script is proven in a process of its own, so that memory is its own."""
    lines = [*_shipped()]
    costs = {}
    for size in SIZES:
        found = _apart("local", size)
        costs[size] = found["cpu"]
        aim = (
            {"aim": "< 10 s, ≤ 250 MB", "met": found["seconds"] < 10 and found["mb"] <= 250}
            if size == 2_000
            else {}
        )
        measured = f"{found['seconds']:.2f} s, {found['mb']:.0f} MB, {found['states']:,} states"
        lines.append(Line(f"proof of {size:,} steps with local conditions", measured, **aim))
    growth = costs[SIZES[-1]] / costs[SIZES[0]] / (SIZES[-1] / SIZES[0])
    what = f"processor time of a step among {SIZES[-1]:,}, of one among {SIZES[0]:,}"
    lines.append(Line(what, f"{growth:.2f}×", "≤ 2×", growth <= 2))
    for size in TANGLED:
        found = _apart("entangled", size)
        met = found["seconds"] < 10 and found["findings"] == ["too-entangled"]
        what = f"refusal of {size} steps, each looking at all before it"
        lines.append(Line(what, f"{found['seconds']:.2f} s, {found['mb']:.0f} MB", "< 10 s, refused", met))
    return lines


def _shipped() -> list[Line]:
    scripts = [(path, load_script(path)) for path in script_files()]
    start = time.perf_counter()
    each = []
    for path, script in scripts:
        began = time.perf_counter()
        assert prove(script, path).holds
        each.append(f"{script.id} {milliseconds(time.perf_counter() - began)}")
    whole = time.perf_counter() - start
    return [Line("proof of the shipped scripts", f"{whole:.2f} s ({', '.join(each)})", "< 2 s", whole < 2)]


def _apart(kind: str, size: int) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.benchmarks.proving", kind, str(size)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _measured(kind: str, size: int) -> dict[str, Any]:
    made = {"local": local, "entangled": entangled}[kind](size)
    text = json.dumps(made, ensure_ascii=False).encode()
    script = parse_script(text, "large.yaml")
    start, busy = time.perf_counter(), time.process_time()
    proof = prove(script, Path("large.yaml"))
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    ids = sorted({finding.id for finding in proof.findings})
    return {"seconds": seconds, "cpu": cpu, "mb": peak, "states": proof.states, "findings": ids}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measured(sys.argv[1], int(sys.argv[2]))) + "\n")

"""`python -m tests.benchmarks`: every benchmark, printed as a table with its aims.

Needs a system with pseudo-terminals (Linux, macOS) and, to mean something, an idle machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from assistant import language
from assistant.store.vault import cipher
from tests.benchmarks.answering import next_question
from tests.benchmarks.appending import append
from tests.benchmarks.committing import against_others, as_stores_grow, opening, unlocking
from tests.benchmarks.exchanging import exchanged
from tests.benchmarks.homes import home
from tests.benchmarks.importing import imported
from tests.benchmarks.measure import Line, write_table
from tests.benchmarks.printing import documents
from tests.benchmarks.proving import proofs
from tests.benchmarks.replying import reply
from tests.benchmarks.reviewing import review
from tests.benchmarks.starting import demo, first_paint, version
from tests.benchmarks.stores import make
from tests.benchmarks.yearly import year


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=int, default=21, help="starts of each program (default: 21)")
    parser.add_argument("--visits", type=int, default=4, help="interviews with each store (default: 4)")
    parser.add_argument(
        "--many", type=int, default=5000, help="transcripts of the large store (default: 5000)"
    )
    parser.add_argument(
        "--patients", type=int, default=5000, help="patients of the large list (default: 5000)"
    )
    parser.add_argument(
        "--many-years", type=int, default=10_000, help="patients whose year is worked out (default: 10000)"
    )
    parser.add_argument("--rows", type=int, default=10_000, help="rows of an import (default: 10000)")
    parser.add_argument("--dossiers", type=int, default=1000, help="dossiers of an archive (default: 1000)")
    parser.add_argument(
        "--only",
        choices=(
            "screens",
            "home",
            "store",
            "rehearsal",
            "review",
            "import",
            "year",
            "exchange",
            "documents",
            "proof",
        ),
        help="measure only this part",
    )
    given = parser.parse_args()
    cost = cipher.COST
    # Stores are made and opened many times: what a passphrase costs is measured apart.
    cipher.COST = cipher.Cost(memory_kib=8, passes=1, lanes=1)  # type: ignore[misc]
    language.use("en")
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        folder = Path(name)
        sys.stderr.write("Making the stores…\n")
        lines = []
        if given.only in (None, "screens"):
            stores = {
                size: (folder / str(size), make(folder / str(size), size, given.visits))
                for size in (10, given.many)
            }
            sys.stderr.write("Measuring the screens…\n")
            homes = {f"{size:,} transcripts": store for size, (store, _refs) in stores.items()}
            lines += [*version(given.pairs * 2), *first_paint(given.pairs, homes), *demo(given.pairs)]
            lines += next_question(stores)
        if given.only in (None, "home"):
            sys.stderr.write("Measuring the list of patients…\n")
            lines += home(folder, given.patients, given.pairs, cost)
        if given.only in (None, "rehearsal"):
            sys.stderr.write("Measuring the simulated patient…\n")
            lines += reply(folder)
        if given.only in (None, "review"):
            sys.stderr.write("Measuring the review…\n")
            lines += review(folder, given.many, given.pairs)
        if given.only in (None, "year"):
            sys.stderr.write("Measuring the year…\n")
            lines += year(folder, given.many_years)
        if given.only in (None, "import"):
            sys.stderr.write("Measuring the import…\n")
            lines += imported(folder, given.rows)
        if given.only in (None, "exchange"):
            sys.stderr.write("Measuring the archive…\n")
            lines += exchanged(folder, given.dossiers)
        if given.only in (None, "documents"):
            sys.stderr.write("Measuring the documents…\n")
            lines += documents(folder, 3)
        if given.only in (None, "proof"):
            sys.stderr.write("Measuring the proof…\n")
            lines += proofs()
        if given.only in (None, "store"):
            sys.stderr.write("Measuring the store…\n")
            lines += [
                *append(folder, given.pairs * 20),
                *against_others(folder, given.pairs * 20),
                *as_stores_grow(folder, given.pairs * 10),
                *opening(folder, given.pairs),
                *unlocking(folder, given.pairs, cost),
            ]
    # On a busy machine the times mean little; the ratios, taken in turn, still mean something.
    lines.append(Line("load average while measuring", f"{os.getloadavg()[0]:.1f} of {os.cpu_count()} cores"))
    write_table(lines)


if __name__ == "__main__":
    main()

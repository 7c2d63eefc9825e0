"""The list of patients with few and with many: when it is shown, filtered, and what memory it takes."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from assistant.avk.medicines import Medicine
from assistant.cli.yearsets import year_of
from assistant.clock import SystemClock, today
from assistant.notation import fold
from assistant.script.knowledge import medicines, thresholds
from assistant.store import system
from assistant.store.vault import cipher
from assistant.year.ordering import ordered
from assistant.year.worklist import worklist
from tests.benchmarks import bare
from tests.benchmarks.measure import Line, median_ratio, milliseconds, percentile, ratio_line
from tests.benchmarks.starting import program
from tests.benchmarks.stores import open_store
from tests.benchmarks.terminal import ENVIRONMENT, Terminal

FEW: Final = 10
BATCH: Final = 500
"""Dossiers made at once."""
PAGE: Final = 10
"""Rows that are in sight in any case."""
SHOWN_AIM, FILTER_AIM, MEMORY_AIM = 1.5, 0.050, 100
NAMES: Final = ("Martin", "Durand", "Lefèvre", "Petit", "Nguyên", "Garcia", "Moreau", "Simon")
WORDS: Final = ("mart", "durand 1", "lefe", "prev", "petit 12", "garcia", "simon", "moreau 4")
"""What is typed into the filter, letter by letter."""


@dataclass(frozen=True, slots=True)
class Pharmacy:
    """A store of patients in every situation, and what its list says."""

    folder: Path
    searched: Sequence[str]
    """What a filter looks for each of them in."""
    page: Sequence[str]
    """How the rows of the first page begin, in their order."""

    def hits(self, typed: str) -> int:
        """How many a filter finds."""
        return sum(all(word in one for word in typed.split()) for one in self.searched)


def people(folder: Path, count: int) -> Pharmacy:
    """Make a store of so many patients."""
    chance, day = random.Random(count), today(SystemClock())
    brands: dict[str, Medicine] = {one.id: one for one in medicines().medicines}
    searched, new = [], []
    with open_store(folder) as store, patch.object(system, "sync", lambda _descriptor: None):
        for number in range(count):
            facts = _facts(chance, number, day)
            days = [(day - timedelta(days=chance.randrange(1, 300))).isoformat() for _act in range(3)]
            acts = [(chance.choice(("interview", "observance")), day) for day in days]
            ref = f"B{number}"
            new.append((ref, facts, acts[: chance.randrange(4)]))
            name = f"{facts['family_name']} {facts['given_name']}"
            born = date.fromisoformat(facts["birth_date"]).strftime("%d/%m/%Y")
            searched.append(fold(f"{name} {born} {ref} {brands[facts['medicine']].brand}"))
        for first in range(0, count, BATCH):
            store.add_patients(new[first : first + BATCH])
        summaries = store.summaries()  # the index is made once, not at each start
    lines = ordered(worklist(summaries, year_of(summaries), thresholds(), {}, day).lines, "urgency")
    return Pharmacy(folder, searched, [line.summary.patient.family_name.upper() for line in lines[:PAGE]])


def _facts(chance: random.Random, number: int, today: date) -> dict[str, Any]:
    last = today - timedelta(days=chance.randrange(60))
    return {
        "family_name": f"{chance.choice(NAMES)} {number}",
        "given_name": chance.choice(("Léa", "Jean", "Anne")),
        "birth_date": f"{chance.randrange(1930, 1980)}-02-01",
        "medicine": chance.choice(("coumadine", "previscan", "sintrom", "minisintrom")),
        "treatment_start": "2015-01-05",
        "expected_months": 240.0,
        "inr_low": 2.0,
        "inr_high": 3.0,
        "adhesion_date": (today - timedelta(days=chance.randrange(60, 800))).isoformat(),
        "inr_readings": [{"date": last.isoformat(), "value": chance.choice((1.3, 1.9, 2.4, 2.8, 5.4))}],
    }


def home(folder: Path, many: int, pairs: int, cost: cipher.Cost) -> list[Line]:
    """The screens of both stores, each process fresh on a terminal of its own, in turn."""
    with patch.object(cipher, "COST", cost):  # opening costs what it costs everybody
        found = {count: people(folder / f"home {count}", count) for count in (FEW, many)}
    times: dict[str, dict[int, list[float]]] = {"first page": {}, "with totals": {}}
    for pair in range(pairs + 1):
        for count, one in found.items():
            with Terminal([*program(), "--store", str(one.folder)], ENVIRONMENT) as terminal:
                page = terminal.until(f"{count} patients, by urgency", *one.page) - terminal.started
                total = terminal.until("days left") - terminal.started
            if pair:  # the first fills the disk's cache
                times["first page"].setdefault(count, []).append(page)
                times["with totals"].setdefault(count, []).append(total)
    lines = [
        Line(f"list, {what}, {count:,} patients", milliseconds(statistics.median(one)))
        for what, counts in times.items()
        for count, one in counts.items()
    ]
    few, large = times["first page"].values()
    lines.append(ratio_line(f"list shown, {many:,} / {FEW} patients", median_ratio(few, large), SHOWN_AIM))
    with Terminal([*program(), "--store", str(found[FEW].folder)], ENVIRONMENT) as terminal:
        terminal.until(f"{FEW} patients, by urgency", "days left")
        lines += _filtering(terminal, found[FEW])
    bare_command = [sys.executable, "-m", bare.__name__]
    with (
        Terminal([*program(), "--store", str(found[many].folder)], ENVIRONMENT) as terminal,
        Terminal(bare_command, ENVIRONMENT) as empty,
    ):
        terminal.until(f"{many} patients, by urgency", "days left")
        empty.until(bare.PLACEHOLDER)
        lines += _filtering(terminal, found[many], FILTER_AIM)
        lines += _memory(terminal, empty, many)
    return lines


def _filtering(terminal: Terminal, pharmacy: Pharmacy, aim: float | None = None) -> list[Line]:
    """Each letter typed, until the number of patients found is painted."""
    count, samples = len(pharmacy.searched), []
    terminal.settle(1.0)  # all are read, and the scripts compiled
    for text in WORDS:
        terminal.press(b"/")
        terminal.settle(0.2)
        for end in range(1, len(text) + 1):
            hits = pharmacy.hits(text[:end])
            pressed = terminal.press(text[end - 1].encode())
            if hits != pharmacy.hits(text[: end - 1]):  # otherwise only the letter is painted
                samples.append(terminal.until(f"{hits} of {count} patients") - pressed)
            terminal.settle()
        terminal.press(b"\x1b")
        terminal.until(f"{count} patients, by urgency")
        terminal.settle(0.2)
    p50, p95 = percentile(samples, 0.5), percentile(samples, 0.95)
    what = f"filter key to repaint, {count:,} patients"
    limits = ("", None) if aim is None else (f"< {milliseconds(aim)}", p95 < aim)
    return [
        Line(f"{what}, p50 of {len(samples)}", milliseconds(p50)),
        Line(f"{what}, p95", milliseconds(p95), *limits),
    ]


def _memory(terminal: Terminal, empty: Terminal, many: int) -> list[Line]:
    ours, least = resident(terminal.pid), resident(empty.pid)
    more = ours - least
    return [
        Line("memory, bare Textual app", f"{least:.0f} MB"),
        Line(
            f"memory, {many:,} patients, over the bare app",
            f"{more:.0f} MB",
            f"≤ {MEMORY_AIM} MB",
            more <= MEMORY_AIM,
        ),
    ]


def resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    done = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process)], check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024

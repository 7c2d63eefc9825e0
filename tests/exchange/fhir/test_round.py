"""A dossier goes and comes back: current answers and facts are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.exchange.fhir.bundle import bundle, written
from assistant.exchange.fhir.taking import Received, Taking
from assistant.settings import Settings
from assistant.store.store import Store
from assistant.store.verifying import verify
from tests.exchange.fhir.pasts import Ticking, current, past
from tests.exchange.fhir.validity import faults
from tests.opening import opened

NUMBERS = count()


@dataclass
class Pair:
    """Two pharmacies that do not know each other."""

    here: Store
    there: Store

    def document(self, ref: str) -> Any:
        """The dossier as another program reads it."""
        return json.loads(self.written(ref))

    def written(self, ref: str) -> bytes:
        """The dossier as a file."""
        return written(bundle(self.here.dossier(ref), Settings(), self.here.clock.now()))

    def take(self, document: Any, *, only_look: bool = False) -> Received:
        """Take it in there."""
        return Taking(self.there, document).run(only_look=only_look)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with (
        opened(tmp_path / "here", Ticking()) as here,
        opened(tmp_path / "there", Ticking(2017), "Zoé Lopez") as there,
    ):
        yield Pair(here, there)


def test_many_dossiers_come_back_as_they_are(pair: Pair, long: bool) -> None:
    """Facts, INR values, imported acts; of each interview the answers that count, points heard, its end."""
    kinds: set[str] = set()

    @settings(
        max_examples=500 if long else 12,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(seed=st.integers(0, 2**32))
    def there_and_back(seed: int) -> None:
        number = next(NUMBERS)
        ref = f"P{number}"
        pair.here.clock = Ticking()  # the same day for each of them
        past(pair.here, ref, seed)
        document = pair.document(ref)
        if number % 5 == 0:  # looking at them takes longer than all the rest
            assert faults(document, forms=False) == []
        assert pair.take(document, only_look=True).patients == 1
        pair.take(document)
        assert current(pair.there, ref) == current(pair.here, ref)
        assert pair.take(document).to_json() == {
            "patients": 0,
            "updated": 0,
            "there": 1,
            "interviews": 0,
            "readings": 0,
        }
        kinds.update(e["resource"].get("status", "") for e in document["entry"])

    there_and_back()
    assert {"completed", "in-progress", "stopped"} <= kinds
    found = verify(pair.there, pair.there.audit)
    assert (found.faults, found.brought) == ([], found.checked)


def test_what_is_only_looked_at_changes_nothing(pair: Pair) -> None:
    past(pair.here, "P1", 5)
    before = sorted(path.name for path in (pair.there.folder).rglob("*"))
    assert pair.take(pair.document("P1"), only_look=True).patients == 1
    assert pair.there.summaries() == []
    assert sorted(path.name for path in (pair.there.folder).rglob("*")) == before

"""Shipped knowledge, read here without the loader that `script` owns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import language
from assistant.avk.interactions import Interactions
from assistant.avk.medicines import Medicines
from assistant.avk.thresholds import Thresholds

KNOWLEDGE = Path(__file__).parents[2] / "scripts" / "knowledge"


def _read(name: str) -> Any:
    return yaml.safe_load((KNOWLEDGE / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages without a catalogue."""
    before = language.current()
    language.use("en")
    yield
    language.use(before)


@pytest.fixture(scope="session")
def inr_data() -> dict[str, Any]:
    """`inr.yaml` as plain data."""
    data: dict[str, Any] = _read("inr")
    return data


@pytest.fixture(scope="session")
def thresholds(inr_data: dict[str, Any]) -> Thresholds:
    """The shipped levels."""
    return Thresholds.model_validate(inr_data)


@pytest.fixture(scope="session")
def medicines() -> Medicines:
    """The shipped medicines."""
    return Medicines.model_validate(_read("medicines"))


@pytest.fixture(scope="session")
def interactions() -> Interactions:
    """The shipped interactions."""
    return Interactions.model_validate(_read("interactions"))

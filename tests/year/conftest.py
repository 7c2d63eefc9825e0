"""The shipped rule set and texts, read without the loader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.language import current, use
from assistant.year.rules import LegalTexts, RuleSet

RULES = Path(__file__).parents[2] / "scripts" / "rules"


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return RuleSet.model_validate(yaml.safe_load((RULES / "avenant-8.yaml").read_text("utf-8")))


@pytest.fixture(scope="session")
def sets() -> dict[str, RuleSet]:
    files = [path for path in RULES.glob("*.yaml") if path.stem != "texts"]
    return {path.stem: RuleSet.model_validate(yaml.safe_load(path.read_text("utf-8"))) for path in files}


@pytest.fixture(scope="session")
def texts() -> LegalTexts:
    return LegalTexts.model_validate(yaml.safe_load((RULES / "texts.yaml").read_text("utf-8")))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = current()
    use("en")
    yield
    use(before)

"""What an interview says line by line and as a protocol never mentions the fee, up to the year at its end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.cli.opening import local_day
from tests.cli.calling import Call, Called
from tests.test_fee import mentioned

TO_COME = {"next_inr": {"answer": "31/12/2099"}, "next_interview": {"answer": "31/12/2099"}}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("script", ["both", "surveillance", "observance_theme", "effects", "daily_life"])
def test_no_interview_mentions_the_fee(
    script: str, lang: str, call: Call, talk: Callable[..., Called], ref: str
) -> None:
    today = local_day().isoformat()
    assert call("settings", "set", "rules", "current").code == 0
    options = ("--family-name", "Roux", "--given-name", "Max", "--birth-date", "1950-02-01")
    treated = ("--treatment-start", "2024-01-01", "--expected-months", "600", "--adhesion-date", today)
    assert call("patients", "add", "--ref", "N", *options, *treated).code == 0
    held = talk("N", "--script", script, "--lang", lang, replies=TO_COME)
    assert held.messages[-1]["status"] == "completed"
    assert held.messages[-1]["year"]["sentences"]
    plain = call(
        "interview", "N", "--script", script.replace("both", "avk"), "--plain", typed=":stop\n", lang=lang
    )
    assert str(local_day().year) in plain.out
    assert not mentioned(held.out + held.err + plain.out + plain.err)

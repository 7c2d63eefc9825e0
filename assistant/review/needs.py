"""Why a transcript deserves a second look, and in words what happened."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final, Literal, get_args

from assistant.dossier.digest import Digest
from assistant.dossier.summary import TranscriptLine
from assistant.language import _, labelled, ngettext
from assistant.notation import shorten, write_date, write_number
from assistant.review.backdating import Backdated
from assistant.review.words import step_words
from assistant.script.knowledge import rereading

Need = Literal[
    "emergency",
    "call",
    "overdue",
    "score",
    "unexplained",
    "fast",
    "short",
    "gap",
    "late",
    "amended",
    "unsigned",
    "backdated",
    "reopened",
    "answered",
    "sample",
]
NEEDS: Final[tuple[Need, ...]] = get_args(Need)


def needs(line: TranscriptLine, digest: Digest, odd: Backdated | None, rate: int) -> tuple[Need, ...]:
    """Why a transcript is to be read, in the order of `NEEDS`; nothing where there is no reason.

    Args:
        line: the transcript.
        digest: what is known of it.
        odd: why it cannot be as old as it says.
        rate: percent of transcripts that are read whatever they say.
    """
    at, levels = rereading(), {level for _id, level, _done in digest.alerts}
    short = digest.seconds < digest.usual_minutes * 60 * at.short_share
    holds: dict[Need, bool] = {
        "emergency": "emergency" in levels,
        "call": "call" in levels,
        "overdue": digest.overdue,
        "score": digest.score is not None and digest.score <= at.low_score,
        "unexplained": bool(digest.unexplained),
        "fast": digest.answers >= at.fast_answers and digest.median_seconds < at.fast_seconds,
        "short": line.status == "completed" and short,
        "gap": digest.longest_gap > at.gap_seconds,
        "late": bool(digest.late),
        "amended": digest.amended > 0,
        "unsigned": digest.unsigned,
        "backdated": odd is not None,
        "reopened": digest.reopened,
        "answered": digest.state == "answered",
        "sample": drawn(line.id, rate),
    }
    return tuple(need for need in NEEDS if holds[need])


def drawn(transcript: str, rate: int) -> bool:
    """Whether a transcript is in the sample: by a hash of its id, so that it is the same each time.

    Args:
        transcript: its id.
        rate: percent of transcripts in the sample, 0 to 100.
    """
    number = int.from_bytes(sha256(transcript.encode()).digest()[:8], "big")
    return number % 10_000 < rate * 100


def weight(found: tuple[Need, ...], digest: Digest) -> int:
    """How much a transcript needs to be read; one that waits for an answer can wait."""
    if digest.state in ("queried", "returned"):
        return 1
    undone = any(level in ("call", "emergency") and not done for _id, level, done in digest.alerts)
    at = rereading()
    total: int = sum(getattr(at.weights, need) for need in found)
    return total + (at.nothing_done if undone else 0)


def doubts() -> list[str]:
    """What of the reasons no source confirms, in the language spoken now."""
    return [f"[?] {one.note}" for one in rereading().to_confirm]


def sentences(
    line: TranscriptLine, digest: Digest, found: tuple[Need, ...], odd: Backdated | None
) -> list[str]:
    """Why, in the language spoken now: what happened, and what was done about it."""
    return [sentence for need in found for sentence in _sentences(need, line, digest, odd)]


def _sentences(need: Need, line: TranscriptLine, digest: Digest, odd: Backdated | None) -> Iterator[str]:
    match need:
        case "emergency" | "call":
            yield from (_alert(need, done) for _id, level, done in digest.alerts if level == need)
        case "overdue":
            yield _("The INR was overdue.")
        case "score":
            yield _("The observance score was {score} of 6.").format(score=digest.score)
        case "unexplained":
            count = len(digest.unexplained)
            said = ngettext(
                "{count} notion was not acquired, and not explained: {names}.",
                "{count} notions were not acquired, and not explained: {names}.",
                count,
            )
            yield said.format(count=count, names=_names(line.script, digest.unexplained))
        case "late":
            count = len(digest.late)
            said = ngettext(
                "{count} answer was corrected late: {names}.",
                "{count} answers were corrected late: {names}.",
                count,
            )
            yield said.format(count=count, names=_names(line.script, digest.late))
        case "backdated":
            assert odd is not None
            said = _("It is dated {dated}, but the audit trail has it after a line of {after}.")
            yield said.format(dated=_instant(odd.dated), after=_instant(odd.after))
        case _:
            yield _plain(need, digest)


def _plain(need: Need, digest: Digest) -> str:
    match need:
        case "fast":
            said = _("Half of its answers came within {seconds} s of the one before.")
            return said.format(seconds=write_number(digest.median_seconds))
        case "short":
            said = _("It took {minutes} min; {usual} min are usual.")
            return said.format(
                minutes=write_number(round(digest.seconds / 60, 1)), usual=digest.usual_minutes
            )
        case "gap":
            said = _("Nothing happened for {minutes} min, without a pause.")
            return said.format(minutes=digest.longest_gap // 60)
        case "amended":
            said = ngettext(
                "{count} answer was amended after the end.",
                "{count} answers were amended after the end.",
                digest.amended,
            )
            return said.format(count=digest.amended)
        case "unsigned":
            return _("Its signature is withdrawn.")
        case "reopened":
            return _("It was approved, and changed since.")
        case "answered":
            return _("It was answered, and waits to be read again.")
        case _:
            return _("Drawn by lot.")


def _alert(need: Need, done: str) -> str:
    label = _("Emergency alert") if need == "emergency" else _("Alert to call the prescriber")
    return labelled(label, shorten(done, 160) if done else _("nothing was done about it"))


def _names(script: str, steps: tuple[str, ...]) -> str:
    return ", ".join(step_words(script, step) for step in steps)


def _instant(at: object) -> str:
    from datetime import datetime

    assert isinstance(at, datetime)
    return f"{write_date(at.date())} {at:%H:%M}"

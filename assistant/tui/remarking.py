"""The dialogs of a reviewer and of who answers: each tries one thing in the store, and says why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from textual.screen import ModalScreen

from assistant.dossier.review import DECISIONS, REMARKS, Remark
from assistant.language import _, labelled
from assistant.notation import shorten
from assistant.review.words import decision_words, kind_words
from assistant.store.reviews import Reviewing
from assistant.tui.attempt import attempt
from assistant.tui.dialogs import Confirm, Told
from assistant.tui.fields import Choices, Row
from assistant.tui.plain import words
from assistant.tui.sheet import TEXT, Sheet

Push = Callable[[ModalScreen[Any], Callable[[Any], None]], object]
"""Shows a dialog, and tells what it came to."""


def remark_sheet(
    reviewing: Reviewing, about: str, event: int | None, section: str | None, half: dict[str, str]
) -> Sheet:
    """A remark on a line, a section, or the whole where neither is named.

    Args:
        reviewing: the review.
        about: what it is about, in words.
        event: number of the line.
        section: id of the section.
        half: what is half typed.
    """
    kinds = [(kind, kind_words()[kind]) for kind in REMARKS]
    row = Choices("kind", _("Kind"), _("The arrows choose."), kinds, "question")

    def keep(given: Mapping[str, str]) -> str | None:
        return attempt(lambda: reviewing.remark(given["kind"], given[TEXT], event, section))

    asked = _("What is to be said; who held the interview reads it.")
    return Sheet(_("Remark"), [row], keep, told=about, asked=asked, half=half)


def reply_sheet(reviewing: Reviewing, remark: Remark, half: dict[str, str]) -> Sheet:
    """A reply to a remark; who reviews may settle it at once."""
    rows: list[Row] = []
    if reviewing.may_review and remark.resolved is None:
        choices = [("", _("stays open")), ("settle", _("is settled"))]
        chosen = "settle" if remark.replies else ""
        rows.append(Choices("then", _("The remark"), _("The arrows choose."), choices, chosen))

    def keep(given: Mapping[str, str]) -> str | None:
        settle = given.get("then") == "settle"

        def do() -> None:
            if given[TEXT].strip() or not settle:
                reviewing.reply(remark.id, given[TEXT])
            if settle:
                reviewing.resolve(remark.id)

        return attempt(do)

    told = labelled(f"{kind_words()[remark.kind]} · {remark.by}", shorten(remark.text, 300))
    asked = _("The reply; it may be left empty where the remark is settled.") if rows else _("The reply.")
    return Sheet(_("Reply"), rows, keep, told=told, asked=asked, half=half)


def decide(reviewing: Reviewing, push: Push, done: Callable[[], None], half: dict[str, str]) -> None:
    """Ask what is decided and why; what is approved is asked once more, since it is signed.

    Args:
        reviewing: the review.
        push: shows a dialog.
        done: is called once it is decided, or was refused: it may have changed.
        half: what is half typed.
    """
    options = [(one, decision_words()[one]) for one in DECISIONS]
    row = Choices("decision", _("Decision"), _("The arrows choose."), options, "queried")
    approving: list[str] = []
    # Each try with a copy: one that is refused has read the interview again, which nobody has seen yet.

    def keep(given: Mapping[str, str]) -> str | None:
        if given["decision"] == "approved":
            approving.append(given[TEXT])
            return None
        return attempt(lambda: copy(reviewing).decide(given["decision"], given[TEXT]))

    def closed(kept: bool | None) -> None:
        if kept and approving:
            approve(reviewing, approving[-1], push, done)
        else:
            done()

    told = _(
        "Query: it goes on counting, and is answered. Return: it counts no more until it is answered. "
        "Approve: it is signed."
    )
    asked = _("Why; needed to query and to return.")
    push(Sheet(_("Decide"), [row], keep, told=told, asked=asked, half=half), closed)


def approve(reviewing: Reviewing, reason: str, push: Push, done: Callable[[], None]) -> None:
    """Ask once more, then approve; why it cannot be is said, and what changed is read again."""
    sentence = _(
        "Approving signs the transcript in your name, as it is now. A later amendment opens its review again."
    )

    def sure(yes: bool | None) -> None:
        fault = attempt(lambda: copy(reviewing).decide("approved", reason)) if yes else None
        done()
        if fault is not None:
            push(Told(_("To know"), words(fault)), lambda _closed: None)

    push(Confirm(sentence, _("Approve and sign"), _("Go on reading")), sure)


def answer_sheet(reviewing: Reviewing, half: dict[str, str]) -> Sheet:
    """The answer to a transcript that was queried or returned."""
    decision = reviewing.review.decision
    told = "" if decision is None else labelled(decision.by, decision.reason)
    asked = _("What you answer; the interview then counts again, and is read again.")

    def keep(given: Mapping[str, str]) -> str | None:
        return attempt(lambda: reviewing.answer(given[TEXT]))

    return Sheet(_("Answer"), [], keep, told=told, asked=asked, half=half)

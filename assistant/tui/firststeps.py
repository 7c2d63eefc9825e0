"""The steps of the first start: what each asks for, and what keeps from going on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten
from assistant.settings import configuration_folder
from assistant.settings.settings import check
from assistant.tui.doorstep import Doorstep
from assistant.tui.fields import Line
from assistant.tui.listing import Listing
from assistant.tui.plain import joined, words
from assistant.tui.rulechoice import RuleChoice

STEPS: Final = ("pharmacy", "who", "secret", "ruling", "place")


def steps_of(kept: Mapping[str, str], doorstep: Doorstep) -> ComposeResult:
    """Every step, with what was typed so far."""
    with Vertical(id="pharmacy", classes="step"):
        yield _told(_("Welcome. A few questions, then you can begin; each can be changed later."))
        stands = _("It stands on what is printed. It may be left empty for now.")
        yield Line("pharmacy", _("Name of the pharmacy"), stands, kept["pharmacy"])
        yield _told(stands)
    with Vertical(id="who", classes="step"):
        beside = _("Your name is written beside each answer you record.")
        yield Line("name", _("Your name"), beside, kept["name"])
        yield _told(beside, _("You are the first pharmacist here; others are let in later."))
    with Vertical(id="secret", classes="step"):
        yield _told(*_purposes())
        several = _("Several words that only you know, five or more.")
        yield Line("passphrase", _("Passphrase"), several, kept["passphrase"], secret=True)
        yield Line("again", _("The same again"), several, kept["again"], secret=True)
        yield Static(id="short", classes="own")
    with Vertical(id="ruling", classes="step"):
        yield _told(_("The rules by which the year of a patient is counted:"))
        yield RuleChoice(kept["rules"], doorstep.clock)
    with Vertical(id="place", classes="step"):
        yield _told(*_places(doorstep))
        yield Listing(words(_("Make the store")), name="make")


def _places(doorstep: Doorstep) -> tuple[str, ...]:
    store = shorten(str(doorstep.folder), 200)
    return (
        _("The dossiers, encrypted: {path}").format(path=store),
        _("The settings, without anything of a patient: {path}").format(
            path=shorten(str(configuration_folder()), 200)
        ),
        _("Nothing is sent anywhere. Copies are yours to make: assistant backup FILE."),
    )


def _told(*sentences: str) -> Static:
    return Static(joined(*map(words, sentences)), classes="own")


def fault_of(step: str, kept: Mapping[str, str]) -> str:
    """What keeps from going on."""
    if step == "pharmacy":
        try:
            check("pharmacy.name", kept["pharmacy"])
        except InputError as error:
            return _("It can be: {allowed}.").format(allowed=error.message)
    if step == "who":
        return _name_fault(kept["name"])
    if step == "secret" and not kept["passphrase"].strip():
        return _("The passphrase is empty. Choose several words that only you know.")
    if step == "secret" and kept["passphrase"] != kept["again"]:
        return _("The two passphrases are not the same. Type them again.")
    return ""


def _name_fault(name: str) -> str:
    if not name.strip():
        return _("Type your name: it is written beside each answer.")
    from assistant.store.vault.changes import checked_name

    try:
        checked_name(name)
    except InputError as error:
        return error.message
    return ""


def _purposes() -> tuple[str, ...]:
    return (
        _("The passphrase opens the dossiers each time. Several words that only you know: five or more."),
        _("Next comes a recovery key, to write on paper: it opens all when a passphrase is forgotten."),
        _("Without it and without a passphrase nobody can read the dossiers, nor can we."),
    )

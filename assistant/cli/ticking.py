"""`assistant declare tick|untick`: saying that something was entered, or that it was not after all."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.cli.opening import day_option, local_day
from assistant.cli.output import Outcome
from assistant.cli.unlocking import open_store
from assistant.dossier.declaration import WHATS, Declaration, What
from assistant.errors import InputError
from assistant.language import _
from assistant.notation import read_date, shorten, write_date
from assistant.settings import read_settings

if TYPE_CHECKING:
    from assistant.store.store import Store
    from assistant.year.declaring import Entry


def tick(given: Namespace) -> Outcome:
    """Say that something was entered."""
    from assistant.store.declaring import Declarable, declare
    from assistant.year.declarewords import entry_words
    from assistant.year.sheet import check_entered

    what, day = _asked(given, everything=given.all)
    on = day_option(given.on)
    with open_store(given) as store:
        store.access.writing()
        known = _known(store, given.ref, day)
        found = [one for one in known if one.state == "due"] if what is None else [_one(known, what, day)]
        for one in found:
            if one.state not in ("due", "declared") and not given.anyway:
                raise InputError(
                    _("{why} If it was entered all the same, add --anyway.").format(why=entry_words(one))
                )
            check_entered(one, on, local_day())
        items = [Declarable(one.what, one.day, one.transcript) for one in found]
        made = declare(store, given.ref, items, on, anew=given.on is not None)
        left = sum(one.state == "due" for one in _known(store, given.ref, None))
    already = [one for one in found if not any(_same(one, new) for new in made)]
    lines = [
        _("Declared on {on}: {what} of {day}.").format(
            on=write_date(on), what=_named(one.what), day=write_date(one.day)
        )
        for one in made
    ]
    lines += [f"{_named(one.what)} {write_date(one.day)}: {entry_words(one)}" for one in already]
    result = {
        "ref": given.ref,
        "ticked": [one.to_json() for one in made],
        "already": [{"what": one.what, "date": one.day.isoformat()} for one in already],
        "left": left,
    }
    return Outcome(result, lines or [_("Nothing is to be entered of this patient.")])


def untick(given: Namespace) -> Outcome:
    """Take a tick away."""
    from assistant.store.declaring import Declarable, take_back

    what, day = _asked(given, everything=False)
    assert what is not None
    with open_store(given) as store:
        store.access.writing()
        known = [one for one in _known(store, given.ref, day) if one.declared is not None]
        standing = store.summary(given.ref).declared
        found = [one.declared for one in known if (one.what, day or one.day) == (what, one.day)]
        found += [one for one in standing if (one.what, day or one.day) == (what, one.day)]
        single = [one for one in dict.fromkeys(found) if one is not None]
        if len(single) != 1:
            raise InputError(_which(what, day, single or standing, ambiguous=bool(single)))
        taken = take_back(store, given.ref, [Declarable(single[0].what, single[0].day)])
    lines = [
        _("Not declared any more: {what} of {day}. The history keeps both.").format(
            what=_named(one.what), day=write_date(one.day)
        )
        for one in taken
    ]
    return Outcome({"ref": given.ref, "taken_back": [one.to_json() for one in taken]}, lines)


def _asked(given: Namespace, *, everything: bool) -> tuple[What | None, date | None]:
    """What and of which day; neither where everything is meant."""
    if everything:
        if given.what is not None:
            raise InputError(_("Say what was entered, or --all, not both."))
        return None, None
    what: What | None = next((one for one in WHATS if one == given.what), None)
    if what is None:
        known = ", ".join(WHATS)
        if given.what is None:
            raise InputError(_("Say what was entered: {known}.").format(known=known))
        raise InputError(
            _("“{what}” is nothing that is declared. Known: {known}.").format(
                what=shorten(given.what), known=known
            )
        )
    return what, None if given.date is None else read_date(given.date, local_day())


def _known(store: Store, ref: str, day: date | None) -> list[Entry]:
    """What may be declared, of this year and the one before, or around a day."""
    from assistant.year.library import chosen
    from assistant.year.sheet import entries_of_years, years_to_declare

    today, one, rules = local_day(), store.summary(ref), chosen(read_settings().rules)
    years = years_to_declare(one, rules, today)
    if day is not None:
        years |= {day.year, day.year - 1}
    return entries_of_years(one, rules, years, today)


def _one(known: Sequence[Entry], what: What, day: date | None) -> Entry:
    """The entry that is meant.

    Raises:
        InputError: there is none, or there are several.
    """
    of_kind = [one for one in known if one.what == what]
    if day is not None:
        found = [one for one in of_kind if one.day == day]
    else:
        due = [one for one in of_kind if one.state == "due"]
        found = due or of_kind
    # Two of a kind on one day are declared once: the one that counts.
    found = sorted(
        found, key=lambda one: ("due", "declared").index(one.state) if one.state in ("due", "declared") else 2
    )
    if len({one.day for one in found}) == 1:
        return found[0]
    raise InputError(_which(what, day, found or known, ambiguous=bool(found)))


def _which(what: What, day: date | None, known: Sequence[Entry | Declaration], *, ambiguous: bool) -> str:
    """That nothing fits, or several do, and what there is."""
    listed = ", ".join(dict.fromkeys(f"{one.what} {write_date(one.day)}" for one in known)) or "—"
    if ambiguous:
        return _("There are several: {known}. Add the day.").format(known=listed)
    if day is None:
        return _("There is no {what} here. Known: {known}.").format(what=what, known=listed)
    return _("There is no {what} of {day} here. Known: {known}.").format(
        what=what, day=write_date(day), known=listed
    )


def _named(what: What) -> str:
    from assistant.year.declarewords import what_words

    return what_words(what)


def _same(entry: Entry, made: Declaration) -> bool:
    return (entry.what, entry.day) == (made.what, made.day)

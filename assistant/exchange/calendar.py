"""Appointments and INR controls as an iCalendar file, which says nothing of anybody's health."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final, Literal

from icalendar import Calendar, Event

from assistant.avk.thresholds import Thresholds
from assistant.dossier.summary import Summary
from assistant.language import _
from assistant.year.worklist import control, followed

MAKER: Final = "-//entretien-avk//assistant year//FR"
"""Who made the file, as iCalendar names it: a file of ours may be replaced by a newer one."""

Kind = Literal["appointment", "reminder"]
_DAY_ZERO: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day to keep for one patient."""

    ref: str
    kind: Kind
    day: date

    @property
    def title(self) -> str:
        """What a calendar shows: it may be seen by anybody, so neither name nor reason."""
        title = {
            "appointment": _("Pharmacy appointment · ref {ref}"),
            "reminder": _("Pharmacy reminder · ref {ref}"),
        }[self.kind]
        return title.format(ref=self.ref)

    @property
    def uid(self) -> str:
        """The same for the same patient and kind for ever, so that a new day moves the entry."""
        return sha256(f"{self.kind}:{self.ref}".encode()).hexdigest()[:32] + "@entretien-avk"


def occasions(summaries: Iterable[Summary], thresholds: Thresholds, as_of: date) -> list[Occasion]:
    """The next appointment and the next INR control of each patient who is followed, by day.

    A control that is late is to be asked about on the day of the report; an appointment that has passed is
    none any more.
    """
    found = []
    for one in summaries:
        if not followed(one, as_of):
            continue
        if one.next_interview is not None and one.next_interview >= as_of:
            found.append(Occasion(one.patient.ref, "appointment", one.next_interview))
        following = control(one, thresholds, as_of)
        if following is not None and following.due is not None:
            found.append(Occasion(one.patient.ref, "reminder", max(following.due, as_of)))
    return sorted(found, key=lambda occasion: (occasion.day, occasion.ref, occasion.kind))


def to_ics(found: Iterable[Occasion], made: datetime) -> bytes:
    """The file: an entry of a whole day each, private, which does not block the day.

    Args:
        found: the occasions.
        made: the instant, with its zone; a later file of the same occasions replaces an earlier one.
    """
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for occasion in found:
        entry = Event()
        entry.add("uid", occasion.uid)
        entry.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
        entry.add("sequence", max(0, (made.date() - _DAY_ZERO).days))
        entry.add("dtstart", occasion.day)
        entry.add("dtend", occasion.day + timedelta(days=1))
        entry.add("summary", occasion.title)
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def is_ours(data: bytes) -> bool:
    """Whether a file was written by `to_ics`."""
    return data.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{MAKER}".encode() in data[:400]

"""Who a document comes from, when, and what stands across it: the same on every page of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assistant.documents.blocks import Pages, Part
from assistant.language import _, current, labelled
from assistant.notation import shorten, write_date
from assistant.settings import Settings

Mark = Literal["", "demonstration", "exercise"]


@dataclass(frozen=True, slots=True)
class Sender:
    """The pharmacy, whoever prints, and the instant."""

    settings: Settings
    person: str
    at: datetime
    mark: Mark = ""

    @property
    def today(self) -> date:
        """The local day."""
        return self.at.date()

    @property
    def name(self) -> str:
        """The pharmacy's name; what stands for it where none is set."""
        return self.settings.pharmacy_name or _("(pharmacy: to be set with `settings set`)")

    @property
    def lines(self) -> tuple[str, ...]:
        """Name, address, telephone and number of the pharmacy, those that are set."""
        settings = self.settings
        found = [self.name, settings.pharmacy_address]
        if settings.pharmacy_phone:
            found.append(labelled(_("Telephone"), settings.pharmacy_phone))
        if settings.pharmacy_number:
            found.append(labelled(_("Assurance Maladie number"), settings.pharmacy_number))
        return tuple(line for line in found if line)

    def pages(
        self, title: str, parts: tuple[Part, ...], about: str, *, points: int = 10, apart: bool = False
    ) -> Pages:
        """A document of this sender, in the current language.

        Args:
            title: of it.
            parts: what is in it.
            about: the patient's name, which stands on every page.
            points: size of the type.
            apart: whether its parts are originals to be signed: numbered by themselves, and without the day
                of the print, which nobody shall take for that of the signature.
        """
        printed = _("printed on {day} by {name}").format(day=write_date(self.today), name=self.person)
        if apart:
            printed = ""
        marks = {"": "", "demonstration": _("DEMONSTRATION"), "exercise": _("EXERCISE")}
        mark = marks[self.mark]
        named = [shorten(text) for text in (title, "" if about in title else about)]
        footer = " · ".join(part for part in (mark, *named, printed) if part)
        return Pages(title, current(), parts, self.lines, footer, mark, points, apart)

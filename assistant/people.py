"""Who uses the program."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from typing import Literal

from assistant.language import _

Role = Literal["pharmacist", "supervisor", "student"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the program."""

    name: str
    role: Role = "pharmacist"


def role_words() -> dict[Role, str]:
    """The roles in words."""
    return {"pharmacist": _("pharmacist"), "supervisor": _("supervisor"), "student": _("student")}


def user() -> str:
    """What the person at the keyboard is called: `ASSISTANT_USER`, or the name they are logged in under."""
    name = os.environ.get("ASSISTANT_USER", "").strip()
    if not name:
        try:
            name = getpass.getuser()
        except (OSError, KeyError):  # no login name on this system
            name = "?"
    return name

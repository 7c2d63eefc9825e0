"""What an act is called: its kind, its theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.language import _

if TYPE_CHECKING:
    from assistant.dossier.act import Act, ActKind, Theme


def theme_words() -> Mapping[Theme, str]:
    """Each theme of a thematic interview, in the language spoken now, in the order they are proposed."""
    return {
        "biology": _("blood tests"),
        "observance": _("observance"),
        "effects": _("effects of the treatment"),
        "daily_life": _("daily life and food"),
    }


def kind_words() -> Mapping[ActKind, str]:
    """Each kind of act, in the language spoken now."""
    return {
        "interview": _("AVK interview"),
        "observance": _("observance questionnaire"),
        "evaluation": _("evaluation interview"),
        "thematic": _("thematic interview"),
    }


def act_title(act: Act) -> str:
    """The kind, and the theme of a thematic interview where it is known."""
    kind = kind_words()[act.kind]
    if act.kind != "thematic" or act.theme is None:
        return kind
    return _("{kind} ({theme})").format(kind=kind, theme=theme_words()[act.theme])

"""How the screens are coloured. What is said never rests on it: weight, marks and words say it too."""

from __future__ import annotations

from typing import Final

from textual.app import App
from textual.filter import NoColor
from textual.theme import Theme

from assistant.language import _

TERMINAL: Final = "terminal"
"""The terminal's own colours: where there are few of them, or none are wanted."""
FEW: Final = frozenset({None, "standard", "windows"})
"""What terminals of 16 colours or less are called."""


def _theme(name: str, *, dark: bool, text: str, back: str, raised: str, bar: str, **others: str) -> Theme:
    primary, on_primary = others["primary"], others["on_primary"]
    return Theme(
        name=name,
        dark=dark,
        foreground=text,
        background=back,
        surface=raised,
        panel=bar,
        primary=primary,
        secondary=primary,
        accent=primary,
        warning=others["warning"],
        error=others["error"],
        success=others["success"],
        variables={
            "text": text,
            "calm": others["calm"],
            "text-muted": others["quiet"],
            "text-disabled": others["quiet"],
            "block-cursor-foreground": on_primary,
            "block-cursor-background": primary,
            "block-cursor-blurred-foreground": text,
            "block-cursor-blurred-background": bar,
            "input-cursor-foreground": back,
            "input-cursor-background": text,
            "input-selection-foreground": on_primary,
            "input-selection-background": primary,
            "scrollbar": others["quiet"],
            "scrollbar-background": bar,
        },
    )


REGISTERED: Final = (
    _theme(
        "dark",
        dark=True,
        text="#e6e6e6",
        back="#121212",
        raised="#1c1c1c",
        bar="#2b2b2b",
        calm="#d2d2d2",
        quiet="#a3a3a3",
        primary="#5aa9f0",
        on_primary="#0b0b0b",
        warning="#f2b04a",
        error="#ff8799",
        success="#6fd08c",
    ),
    _theme(
        "light",
        dark=False,
        text="#101010",
        back="#fafafa",
        raised="#ffffff",
        bar="#e4e4e4",
        calm="#262626",
        quiet="#595959",
        primary="#00529c",
        on_primary="#ffffff",
        warning="#8a5200",
        error="#a80022",
        success="#1d6b35",
    ),
    _theme(
        "contrast",
        dark=True,
        text="#ffffff",
        back="#000000",
        raised="#000000",
        bar="#000000",
        calm="#ffffff",
        quiet="#d0d0d0",
        primary="#ffe14d",
        on_primary="#000000",
        warning="#ffb347",
        error="#ff9c9c",
        success="#8ef0a8",
    ),
    Theme(
        name=TERMINAL,
        ansi=True,
        primary="ansi_default",
        secondary="ansi_default",
        accent="ansi_default",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "calm": "ansi_default",
            "text-muted": "ansi_default",
            "text-disabled": "ansi_default",
            "block-cursor-foreground": "ansi_black",
            "block-cursor-background": "ansi_white",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-text-style": "bold",
            "border": "ansi_default",
            "border-blurred": "ansi_default",
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "scrollbar": "ansi_default",
            "scrollbar-hover": "ansi_default",
            "scrollbar-active": "ansi_default",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
        },
    ),
)


def theme_words() -> dict[str, str]:
    """The themes in words."""
    return {"dark": _("dark"), "light": _("light"), "contrast": _("high contrast")}


class ThemedApp(App[None]):
    """An interface in the colours that were chosen, or in the terminal's own where those cannot be shown."""

    def __init__(self, chosen: str) -> None:
        super().__init__()
        for theme in REGISTERED:
            self.register_theme(theme)
        self._few = self.no_color
        if self._few:  # Textual would turn colours into greys
            self._filters[:] = [NoColor()]
        self._begin_with(TERMINAL if self._few else chosen)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colour of what was said before, where a theme has none of its own."""
        return {"calm": "$foreground"}

    @property
    def few_colours(self) -> bool:
        """Whether the terminal's own colours stand in for those that are chosen."""
        return self._few

    def fit_terminal(self) -> None:
        """Take the terminal's own colours where it has few; to be asked before anything is shown."""
        if self.console.color_system in FEW:
            self._few = True
            self._begin_with(TERMINAL)

    def colour(self, chosen: str) -> None:
        """Show everything in these colours, as far as the terminal can."""
        if not self._few:
            self.theme = chosen

    def _begin_with(self, name: str) -> None:
        # Before the first paint, so that nothing is painted twice.
        self.set_reactive(App.theme, name)
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

"""The frame of every page: one self-contained file that loads and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from assistant.language import current

STYLE: Final = Path(__file__).with_suffix(".css")


def framed(title: str, body: Iterable[str], mark: str = "", styles: Iterable[str] = ()) -> str:
    """A page.

    Args:
        title: of the page; escaped here.
        body: its parts, as HTML whose texts are escaped.
        mark: what it must not pass without: an exercise, a demonstration; behind each sheet too.
        styles: what drawings in its body carry in themselves.
    """
    style = _style()
    hashes = " ".join(map(_hash, (style, *styles)))
    allowed = f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'none'"
    marks = []
    if mark:
        words = written(mark)
        marks = [f'<div class="water" aria-hidden="true">{words}</div>', f'<p class="mark">{words}</p>']
    parts = (
        f'<!doctype html>\n<html lang="{current()}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{written(title)}</title>\n<style>{style}</style>\n</head>\n<body>",
        *marks,
        f"<h1>{written(title)}</h1>",
        *body,
        "</body>\n</html>",
    )
    return "\n".join(parts) + "\n"


def written(text: str) -> str:
    """A text as a page holds it: escaped, without what no page can hold."""
    return escape("".join(c if c.isprintable() or c in "\n\u00a0\u202f" else "\ufffd" for c in text))


@cache
def _style() -> str:
    return "\n" + STYLE.read_text(encoding="utf-8")


@cache
def _hash(style: str) -> str:
    """What allows this very text, and nothing else."""
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"

"""The French catalogue, brought up to date with the messages of the code.

`python -m tests.catalogue` rewrites `assistant.po` and `assistant.mo`, and names what still needs
a translation; with `--check` it writes nothing and says whether both files are as they should be.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "assistant"
PO: Final = SOURCE / "locale" / "fr" / "LC_MESSAGES" / "assistant.po"
MO: Final = PO.with_suffix(".mo")

MARKS: Final = {"_": 1, "N_": 1, "ngettext": 2}
"""The functions that take messages, and how many of their arguments are messages."""

_HEADER: Final = """\
# French catalogue of the guided AVK interview assistant.
# Brought up to date by `python -m tests.catalogue`; see CONTRIBUTING.md.
#"""

MessageId = str | tuple[str, str]


class Found(NamedTuple):
    """A place in the code that takes a message."""

    place: str
    """File and line."""
    message: MessageId | None
    """None where it is not written out: a variable, an f-string or a concatenation."""
    literal: bool
    """Whether anything but a bare name or attribute stands there."""


class French(Catalog):
    """A catalogue whose header holds no date and no version of a tool: only a message changes the file."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, in order."""
        return [
            ("Project-Id-Version", "assistant"),
            ("Language", "fr"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def places(source: str, file: str) -> Iterator[Found]:
    """Every place of one module that takes a message; read as a tree, so that f-strings hide none."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS):
            continue
        taken = node.args[: MARKS[node.func.id]]
        texts = [a.value for a in taken if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        message: MessageId | None = None
        if len(texts) == MARKS[node.func.id]:
            message = texts[0] if len(texts) == 1 else (texts[0], texts[1])
        named = all(isinstance(a, ast.Name | ast.Attribute) for a in taken)
        yield Found(f"{file}:{node.lineno}", message, not named)


def in_code() -> list[Found]:
    """Every place of the package that takes a message."""
    files = sorted(SOURCE.rglob("*.py"))
    return [
        found
        for path in files
        for found in places(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    ]


def messages() -> list[MessageId]:
    """The messages of the code, in the order of the catalogue."""
    found = {one.message for one in in_code() if one.message is not None}
    return sorted(found, key=lambda message: (message,) if isinstance(message, str) else message)


def kept() -> Catalog:
    """The catalogue as it is on disk; an empty one where there is none."""
    return read_po(io.BytesIO(PO.read_bytes() if PO.exists() else b""), locale="fr", abort_invalid=True)


def updated(old: Catalog) -> Catalog:
    """The messages of the code with the translations there are; those no longer used are dropped."""
    new = French(locale="fr", domain="assistant", charset="utf-8", header_comment=_HEADER, fuzzy=False)
    for message in messages():
        singular = message if isinstance(message, str) else message[0]
        known = old.get(singular)
        same_shape = known is not None and known.pluralizable == isinstance(message, tuple)
        new.add(message, known.string if known is not None and same_shape else None)
    return new


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a text file: one order, no place and no date, so that only messages change it."""
    written = io.BytesIO()
    write_po(written, catalogue, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return written.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages that have no French, or only one of its two numbers."""
    lacking = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (message.fuzzy or not all(forms)):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking


def main(words: Sequence[str]) -> int:
    """Bring the files up to date, or check them; 1 when something is missing or was not up to date."""
    parser = argparse.ArgumentParser(prog="python -m tests.catalogue", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say whether all is up to date")
    check = parser.parse_args(words).check
    catalogue = updated(kept())
    stale = []
    for path, content in ((PO, po_bytes(catalogue)), (MO, mo_bytes(catalogue))):
        if not path.exists() or path.read_bytes() != content:
            stale.append(path.relative_to(ROOT).as_posix())
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    lacking = untranslated(catalogue)
    lines = [f"{'not up to date' if check else 'written'}: {path}" for path in stale]
    lines += [f"to translate: {message!r}" for message in lacking]
    lines += [f"{len(catalogue)} messages, {len(lacking)} to translate"]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(lacking or (check and stale)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

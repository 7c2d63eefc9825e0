"""`python -m tests.published`: keeps the shipped scripts as published, in `scripts/published.yaml`.

A version that is published is never changed: this only adds the next one, and refuses anything else. With
`--again` the last version of a script may still be another text, as long as no release kept it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from assistant.script.library import load_script
from assistant.script.published import PublishedScript, answer_kinds, changed_kinds, published
from assistant.script.steps import Script
from assistant.settings import shipped
from tests.releases import FOLDER

FILE: Final = shipped() / "published.yaml"
HEADER: Final = """\
# The shipped scripts as they were published: the content hash of each version, from version 1 on, and the
# kind of answer of every step there ever was. Interviews are kept under them, so nothing here is ever
# changed: `python -m tests.published` adds what is new.
scripts:
"""


def scripts() -> list[Script]:
    """The shipped scripts."""
    return [load_script(path) for path in sorted((shipped() / "interviews").glob("*.yaml"))]


def released() -> set[str]:
    """The content hashes of the scripts that releases kept in their stores (`python -m tests.releases`)."""
    return {path.stem for path in FOLDER.glob("*/scripts/*.script")}


def page(known: Mapping[str, PublishedScript], now: Sequence[Script], *, again: bool = False) -> str:
    """The file with the scripts as they are now.

    Args:
        known: what is published.
        now: the shipped scripts.
        again: whether a version that no release kept may be replaced.

    Raises:
        ValueError: a published version or the kind of an answer was changed.
    """
    lines = []
    for script in now:
        old = known.get(script.id)
        versions, answers = (list(old.versions), dict(old.answers)) if old else ([], {})
        if again and len(versions) == script.version and not released() & {*versions[-1:]}:
            versions.pop()
            answers = {} if not versions else answers
        if changed := changed_kinds(answers, script):
            raise ValueError(f"{script.id}: {changed} changed the kind of its answer")
        if script.version == len(versions) + 1:
            versions.append(script.digest)
        if script.version != len(versions) or versions[-1] != script.digest:
            raise ValueError(f"{script.id}: version {script.version} was changed, or is not the next one")
        answers |= answer_kinds(script)
        quoted = ", ".join(f'"{one}"' for one in versions)  # one of figures alone is no number
        lines.append(f"  - id: {script.id}\n    versions: [{quoted}]\n    answers:\n")
        lines += [f"      {step}: {kind}\n" for step, kind in answers.items()]
    return HEADER + "".join(lines)


def main(words: Sequence[str] = ()) -> int:
    """Write the file."""
    text = page(published(), scripts(), again="--again" in words)
    Path(FILE).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Files that commands write: nothing that somebody may have changed is ever replaced."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import shorten


def write_new(typed: str | Path, text: str) -> Path:
    """Write a file that was not there.

    Raises:
        InputError: it is there already, or cannot be written.
    """
    path, name = Path(typed), shorten(str(typed), 200)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(_("{path} is there already. Nothing was written.").format(path=name)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise InputError(
            _("{path} cannot be written ({reason}). Choose another place with --out.").format(
                path=name, reason=reason
            )
        ) from error
    return path


def write_again(path: Path, text: str) -> None:
    """Write a file that is made from the program alone, so that an older one may go.

    Raises:
        InputError: it cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            _("{path} cannot be written ({reason}). Choose another place with --out.").format(
                path=shorten(str(path), 200), reason=error.strerror
            )
        ) from error

"""`assistant doctor`: check every dossier and mend what can be mended."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from assistant.cli.output import NO, Outcome
from assistant.cli.unlocking import entry_of, keys_of
from assistant.language import _, ngettext


def describe() -> str:
    """What the command does."""
    return _("Check every dossier, mend what can be mended, and say what was found and done.")


def options(parser: ArgumentParser) -> None:
    """No option of its own."""


def run(given: Namespace) -> Outcome:
    """Examine the store."""
    from assistant.store.doctor import Finding, examine
    from assistant.store.verifying import verify_people

    entry = entry_of(given)
    keys = keys_of(given, entry)
    with entry.store(keys) as store:
        checked, findings = examine(store)
        people = verify_people(entry.vault(), keys, store.audit)
    findings += [Finding("vault", fault.message, "") for fault in people]
    left = [finding for finding in findings if not finding.did]
    result = {
        "ok": not left,
        "checked": checked,
        "found": [{"where": one.where, "what": one.what, "did": one.did} for one in findings],
    }
    lines = [" ".join(part for part in (f"{one.where} :", one.what, one.did) if part) for one in findings]
    count = ngettext("{count} dossier checked.", "{count} dossiers checked.", checked).format(count=checked)
    if left:
        lines.append(f"{count} " + _("What was not mended stays as it is: restore it from a backup."))
    else:
        lines.append(f"{count} " + (_("Everything found was mended.") if findings else _("All is well.")))
    return Outcome(result, lines, NO if left else 0)

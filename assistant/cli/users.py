"""`assistant users`: who may open the store."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from assistant.cli.output import NO, Outcome, table
from assistant.cli.parser import nested
from assistant.cli.unlocking import ask, ask_twice, entry_of, keys_of, secret_of
from assistant.errors import InputError
from assistant.language import _
from assistant.people import role_words
from assistant.store.vault.strength import weak

if TYPE_CHECKING:
    from assistant.store.entry import Entry
    from assistant.store.vault.vault import Keys, Vault

ROLES = ("pharmacist", "supervisor", "student")


def describe() -> str:
    """What the command does."""
    return _("Who may open the store.")


def options(parser: ArgumentParser) -> None:
    """The options of the command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="list|add|passphrase|remove")
    nested(commands, "list", _("everybody who may open the store"))
    add = nested(commands, "add", _("let somebody in"))
    add.add_argument("name", metavar="NAME", help=_("name written beside their answers"))
    add.add_argument("--role", required=True, choices=ROLES, help=_("what they may do"))
    add.add_argument("--user", metavar="USER", help=_("short name to sign in with; NAME if not given"))
    change = nested(commands, "passphrase", _("change a passphrase, or replace a forgotten one"))
    change.add_argument("name", metavar="NAME", nargs="?", help=_("whose; one's own if not given"))
    change.add_argument("--recovery", action="store_true", help=_("it is forgotten: use the recovery key"))
    change.add_argument("--recovery-file", metavar="FILE", help=_("file whose first line is that key"))
    for command in (add, change):
        command.add_argument(
            "--new-passphrase-file", metavar="FILE", help=_("file whose first line is the new passphrase")
        )
    remove = nested(commands, "remove", _("take somebody's access away"))
    remove.add_argument("name", metavar="NAME", help=_("whose"))
    ways = remove.add_mutually_exclusive_group()
    ways.add_argument("--new-key", action="store_true", help=_("make a new key without asking"))
    ways.add_argument("--keep-key", action="store_true", help=_("keep the key of the store"))


def run(given: Namespace) -> Outcome:
    """Do one of them."""
    actions = {"list": _list, "add": _add, "passphrase": _passphrase, "remove": _remove}
    return actions[given.action](given, entry_of(given))


def _list(given: Namespace, entry: Entry) -> Outcome:
    keys = keys_of(given, entry)
    vault = entry.vault()
    strangers = {member.user for member in vault.strangers(keys)}
    people: list[dict[str, Any]] = []
    for member in vault.members:
        row = keys.register.named(member.user)
        people.append(
            {
                "user": member.user,
                "name": member.name,
                "role": member.role,
                "since": None if row is None else row.since.isoformat(timespec="seconds"),
                "fingerprint": None if row is None else row.fingerprint,
                "known": member.user not in strangers,
            }
        )
    words = role_words()
    rows = [
        [one["name"], words[one["role"]], (one["since"] or "—")[:10], one["fingerprint"] or "—"]
        for one in people
    ]
    notices = [
        _("The entry of “{name}” was changed outside the program: remove it.").format(name=one["name"])
        for one in people
        if not one["known"]
    ]
    return Outcome(people, table(rows), NO if strangers else 0, notices)


def _add(given: Namespace, entry: Entry) -> Outcome:
    from assistant.store.vault.changes import with_member

    keys = keys_of(given, entry)
    keys.access("rehearsal").leading()
    passphrase = _new_passphrase(given, _("Passphrase of {name}: ").format(name=given.name))
    user, now = given.user or given.name, entry.clock.now()

    def let_in(vault: Vault, keys: Keys) -> Vault:
        return with_member(vault, keys, user, given.name, given.role, passphrase, now)

    vault = entry.change(keys, let_in, "person_added", user)
    member = vault.named(user)
    result = {"user": member.user, "name": member.name, "role": member.role}
    said = _("{name} may now open the store as {role}.")
    return Outcome(
        result, [said.format(name=member.name, role=role_words()[member.role])], notices=weak(passphrase)
    )


def _passphrase(given: Namespace, entry: Entry) -> Outcome:
    recovery = secret_of(given.recovery_file, "ASSISTANT_RECOVERY_KEY")
    if given.recovery or given.recovery_file:
        return _recovered(given, entry, recovery or ask(_("Recovery key: ")))
    from assistant.store.vault.changes import with_passphrase

    keys = keys_of(given, entry)
    if given.name and entry.vault().named(given.name).user != keys.user:
        raise InputError(
            _("Only {name} changes that passphrase. If it is forgotten: --recovery.").format(
                name=entry.vault().named(given.name).name
            )
        )
    passphrase = _new_passphrase(given, _("New passphrase: "))
    entry.change(
        keys, lambda vault, mine: with_passphrase(vault, mine, passphrase), "passphrase_changed", keys.user
    )
    return _changed(entry.vault(), keys.user, [], passphrase)


def _recovered(given: Namespace, entry: Entry, key: str) -> Outcome:
    from assistant.store.vault.changes import recovered

    vault = entry.vault()
    called = given.name or (vault.members[0].user if len(vault.members) == 1 else "")
    if not called:
        raise InputError(
            _("Say whose passphrase is forgotten: {known}.").format(
                known=", ".join(member.name for member in vault.members)
            )
        )
    user = vault.named(called).user
    keys: Keys = entry.recovery_keys(key)
    passphrase = _new_passphrase(given, _("New passphrase: "))
    now = entry.clock.now()
    entry.change(keys, lambda kept, spare: recovered(kept, spare, user, passphrase, now), "recovered", user)
    lines = [
        _("Signatures made from now on have a new key; earlier ones stay valid."),
        _("Close the windows that are open under the old passphrase."),
    ]
    return _changed(entry.vault(), user, lines, passphrase)


def _changed(vault: Vault, user: str, lines: list[str], passphrase: str) -> Outcome:
    member = vault.named(user)
    result = {"user": member.user, "name": member.name, "role": member.role}
    said = _("The passphrase of {name} is changed.").format(name=member.name)
    return Outcome(result, [said, *lines], notices=weak(passphrase))


def _remove(given: Namespace, entry: Entry) -> Outcome:
    from assistant.store.vault.changes import without

    keys = keys_of(given, entry)
    keys.access("rehearsal").leading()
    member = entry.vault().named(given.name)
    renew = given.new_key or (not given.keep_key and _offered())
    now = entry.clock.now()
    entry.change(
        keys,
        lambda vault, mine: without(vault, mine, member.user, now, new_keys=renew),
        "person_removed",
        member.user,
    )
    lines = [_("{name} can no longer open the store.").format(name=member.name)]
    if renew:
        lines.append(
            _(
                "What is written from now on is closed to any copy they kept; what they could read is not. "
                "Close the windows that are open now: they go on with the key they were opened with."
            )
        )
    else:
        lines.append(_("The key stays: a copy of the vault with their passphrase still opens everything."))
    return Outcome({"removed": member.user, "new_key": renew}, lines)


def _offered() -> bool:
    """Whether a new key is wanted; without anybody to ask, it is made."""
    if not sys.stdin.isatty():
        return True
    sys.stderr.write(_("Make a new key for the store, so that a copy they kept opens nothing new? [Y/n] "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() not in ("n", "no", "non")


def _new_passphrase(given: Namespace, prompt: str) -> str:
    known = secret_of(given.new_passphrase_file, "ASSISTANT_NEW_PASSPHRASE")
    return ask_twice(prompt) if known is None else known

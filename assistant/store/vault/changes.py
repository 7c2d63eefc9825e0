"""Changing who may open the store: each function gives another vault, which `entry` puts in place."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from assistant.errors import InputError
from assistant.language import _
from assistant.notation import fold, shorten
from assistant.people import Role
from assistant.store.vault.cipher import Identity, new_key
from assistant.store.vault.member import RECOVERY, Member, Realm, Rings, locked, meant, new_recovery_key
from assistant.store.vault.register import Register, Registered
from assistant.store.vault.ring import Ring
from assistant.store.vault.vault import Keys, Vault, changed

LONGEST: Final = 60
"""Characters of a name."""


def new_vault(user: str, name: str, passphrase: str, now: datetime) -> tuple[Vault, str]:
    """A vault with its first pharmacist; the recovery key beside it, which is kept nowhere.

    Raises:
        InputError: a name or the passphrase cannot be one.
    """
    check_passphrase(passphrase)
    user, name = checked_name(user), checked_name(name)
    rings: Rings = {"store": Ring.new(), "rehearsal": Ring.new()}
    store, key = secrets.token_hex(16), new_recovery_key()
    first, spare = new_key(), new_key()
    member = locked(store, user, name, "pharmacist", passphrase, first, rings)
    recovery = locked(store, RECOVERY, RECOVERY, "pharmacist", key, spare, rings)
    register = Register([_row(recovery, spare, name, now), _row(member, first, name, now)])
    return Vault(store, (member,), recovery, _sealed(dict.fromkeys(rings, register), rings)), key


def with_member(
    vault: Vault, keys: Keys, user: str, name: str, role: Role, passphrase: str, now: datetime
) -> Vault:
    """One more person.

    Raises:
        InputError: the name is taken or cannot be one, or the passphrase cannot.
    """
    check_passphrase(passphrase)
    user, name = checked_name(user), checked_name(name)
    taken = {fold(text) for one in (*vault.members, vault.recovery) for text in (one.user, one.name)}
    for text in (user, name):
        if fold(text) in taken:
            raise InputError(_("“{name}” is there already. Choose another name.").format(name=shorten(text)))
    secret = new_key()
    made = locked(vault.store, user, name, role, passphrase, secret, keys.rings)
    return _registering(vault, keys, made, secret, now, (*vault.members, made))


def with_passphrase(vault: Vault, keys: Keys, passphrase: str) -> Vault:
    """The same person under another passphrase; nothing else changes, on disk either.

    Raises:
        InputError: the passphrase cannot be one.
    """
    check_passphrase(passphrase)
    old = vault.named(keys.user)
    new = locked(vault.store, old.user, old.name, old.role, passphrase, keys.secret, keys.rings)
    return replace(vault, members=_put(vault.members, new))


def recovered(vault: Vault, keys: Keys, called: str, passphrase: str, now: datetime) -> Vault:
    """A new passphrase for somebody who forgot theirs, by whoever holds the recovery key.

    Their earlier signatures stay theirs; the key that signs from now on is a new one.

    Raises:
        NotFoundError: there is nobody of this name.
        InputError: the passphrase cannot be one.
    """
    check_passphrase(passphrase)
    old, secret = vault.named(called), new_key()
    new = locked(vault.store, old.user, old.name, old.role, passphrase, secret, keys.rings)
    return _registering(vault, keys, new, secret, now, _put(vault.members, new))


def without(vault: Vault, keys: Keys, called: str, now: datetime, *, new_keys: bool) -> Vault:
    """One person less; with `new_keys`, what is written from now on is closed to keys they may have kept.

    Raises:
        NotFoundError: there is nobody of this name.
        InputError: nobody would be left to let others in.
        StoreError: an entry that new keys would be meant for was changed outside the program.
    """
    gone = vault.named(called)
    left = tuple(one for one in vault.members if one.user != gone.user)
    if not any(one.role == "pharmacist" for one in left):
        raise InputError(
            _("{name} is the last pharmacist here. Add another one first.").format(name=gone.name)
        )
    registers = {realm: register.until(gone.user, now) for realm, register in keys.registers.items()}
    rings: dict[Realm, Ring] = dict(keys.rings)
    vault = replace(vault, members=left)
    if new_keys:
        for stranger in vault.strangers(keys):
            raise changed(stranger)
        leaving: list[Realm] = ["rehearsal"] if gone.role == "student" else ["store", "rehearsal"]
        rings |= {realm: rings[realm].renewed() for realm in leaving}
        vault = replace(
            vault,
            members=tuple(_meant(vault.store, one, rings) for one in left),
            recovery=_meant(vault.store, vault.recovery, rings),
        )
    return replace(vault, registers=_sealed(registers, rings))


def check_passphrase(passphrase: str) -> None:
    """Go on only with a passphrase.

    Raises:
        InputError: it is empty.
    """
    if not passphrase.strip():
        raise InputError(_("The passphrase is empty. Choose several words that only you know."))


def checked_name(typed: str) -> str:
    """The name as it is kept.

    Raises:
        InputError: it cannot be one.
    """
    text = " ".join(typed.split())
    if not text or not text.isprintable() or len(text) > LONGEST:
        raise InputError(
            _("A name is 1 to {most} printable characters. “{name}” is not.").format(
                most=LONGEST, name=shorten(typed)
            )
        )
    return text


def _put(members: tuple[Member, ...], new: Member) -> tuple[Member, ...]:
    return tuple(new if one.user == new.user else one for one in members)


def _row(member: Member, secret: bytes, by: str, now: datetime) -> Registered:
    verify = Identity(secret).verify
    return Registered(member.user, member.name, member.role, verify, member.address, now, by)


def _registering(
    vault: Vault, keys: Keys, member: Member, secret: bytes, now: datetime, members: tuple[Member, ...]
) -> Vault:
    row = _row(member, secret, keys.person.name, now)
    registers = {realm: register.with_row(row) for realm, register in keys.registers.items()}
    return replace(vault, members=members, registers=_sealed(registers, keys.rings))


def _sealed(registers: Mapping[Realm, Register], rings: Rings) -> dict[Realm, bytes]:
    return {realm: register.sealed(rings[realm]) for realm, register in registers.items()}


def _meant(store: str, one: Member, rings: Rings) -> Member:
    return replace(one, rings=meant(store, one.user, one.name, one.role, one.address, rings))

"""Two versions of a script held against each other: what was added, removed, moved, changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from pydantic import BaseModel

from assistant.language import _
from assistant.script.mandating import required
from assistant.script.steps import Script
from assistant.script.wording import Wording

What = Literal["removed", "added", "moved", "reworded", "condition", "changed"]
Part = Literal["script", "section", "step", "alert"]
Values = Mapping[str, str]

PARTS: Final[tuple[Part, ...]] = ("section", "step", "alert")
WHEN: Final = "when"
"""The key under which a condition stands, in words of the language spoken now."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference."""

    what: What
    part: Part
    id: str
    title: str
    before: Values
    """Key, as a path through the file, to what stood there."""
    after: Values

    def to_json(self) -> dict[str, Any]:
        """The difference as a JSON object."""
        told = {"what": self.what, "part": self.part, "id": self.id, "title": self.title}
        return {**told, "before": dict(self.before), "after": dict(self.after)}


@dataclass(frozen=True, slots=True)
class Cover:
    """A mandate whose cover changed: the steps that cover it, each with its condition where it has one."""

    mandate: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The cover as a JSON object."""
        told = {"mandate": self.mandate, "title": self.title}
        return {**told, "before": list(self.before), "after": list(self.after)}


def compare(old: Script, new: Script) -> list[Change]:
    """Every difference: of the script itself, then of its sections, steps and alerts."""
    own = {"sections", "alerts", "version", "id"}
    found = list(_changed("script", new.id, str(new.title), _values(old, own), _values(new, own)))
    for part in PARTS:
        found += _compared(part, _Parts(old, part), _Parts(new, part))
    return found


def covers(old: Script, new: Script) -> list[Cover]:
    """The mandates covered by other steps, or under other conditions, or asked of one of the two alone."""
    wanted = {**required(old), **required(new)}
    before, after = _covering(old), _covering(new)
    return [
        Cover(name, str(mandate.title), before.get(name, ()), after.get(name, ()))
        for name, mandate in wanted.items()
        if before.get(name) != after.get(name)
    ]


class _Parts:
    """The sections, steps or alerts of a script as values by key, so that they can be compared key by key."""

    def __init__(self, script: Script, part: Part) -> None:
        wording = Wording(script)
        self.values: dict[str, Values] = {}
        self.titles: dict[str, str] = {}
        self.places: dict[str, Values] = {}
        """Which one stands before each, and in which section."""
        last = ""
        rows: list[tuple[str, Any]] = [("", one) for one in script.sections]
        if part != "section":
            rows = [("", one) for one in script.alerts]
        if part == "step":
            rows = [(section.id, step) for section, step in script.steps()]
        for section, one in rows:
            when = getattr(one, WHEN, None)
            told = {} if when is None else {WHEN: wording.words(when)}
            self.values[one.id] = {**_values(one, {"id", "steps", WHEN}), **told}
            self.titles[one.id] = str(getattr(one, "title", getattr(one, "say", "")))
            self.places[one.id] = {"section": section, "follows": last}
            last = one.id


def _compared(part: Part, old: _Parts, new: _Parts) -> Iterator[Change]:
    before, after = list(old.values), list(new.values)
    for name in before:
        if name not in new.values:
            yield Change("removed", part, name, old.titles[name], old.values[name], {})
    kept = [name for name in before if name in new.values]
    wanted = [name for name in after if name in old.values]
    matches = SequenceMatcher(None, kept, wanted, autojunk=False).get_matching_blocks()
    still = {name for start, _there, size in matches for name in kept[start : start + size]}
    for name in after:
        if name not in old.values:
            place = {key: where for key, where in new.places[name].items() if where}
            yield Change("added", part, name, new.titles[name], {}, {**new.values[name], **place})
            continue
        where = old.places[name], new.places[name]
        if name not in still or where[0]["section"] != where[1]["section"]:
            yield Change("moved", part, name, new.titles[name], *where)
        yield from _changed(part, name, new.titles[name], old.values[name], new.values[name])


def _changed(part: Part, name: str, title: str, old: Values, new: Values) -> Iterator[Change]:
    """What stands elsewhere in one part, told apart into words, condition and the rest."""
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    kinds: dict[What, list[str]] = {
        "reworded": [key for key in keys if key.endswith((".fr", ".en"))],
        "condition": [key for key in keys if key == WHEN],
    }
    kinds["changed"] = [key for key in keys if key not in (*kinds["reworded"], *kinds["condition"])]
    for what, chosen in kinds.items():
        if chosen:
            before, after = ({key: one[key] for key in chosen if key in one} for one in (old, new))
            yield Change(what, part, name, title, before, after)


def _covering(script: Script) -> dict[str, tuple[str, ...]]:
    """Mandate to the steps that cover it; a mandate that none covers has none."""
    wording = Wording(script)
    found: dict[str, tuple[str, ...]] = dict.fromkeys(required(script), ())
    for _section, step in script.steps():
        told = str(step.title)
        if step.when is not None:
            told += ", " + _("only if {condition}").format(condition=wording.words(step.when))
        for name in found.keys() & set(step.mandates):
            found[name] += (told,)
    return found


def _values(one: BaseModel, without: set[str]) -> dict[str, str]:
    data = one.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=without)
    return dict(_leaves("", data))


def _leaves(path: str, data: Any) -> Iterator[tuple[str, str]]:
    """Every value with the path that leads to it; entries of a list by their id."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(f"{path}.{key}" if path else key, value)
    elif isinstance(data, list) and any(isinstance(one, dict) for one in data):
        for place, one in enumerate(data):
            rest = {key: value for key, value in one.items() if key != "id"}
            yield from _leaves(f"{path}.{one.get('id', place)}", rest)
    elif isinstance(data, list):
        yield from [(path, ", ".join(map(str, data)))] if data else []
    elif data is not False:
        yield path, str(data)

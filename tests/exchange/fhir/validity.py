"""Whether a resource is FHIR R4: by an established model, by its value sets, by the rules of forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from fhir.resources.R4B import get_fhir_model_class

from assistant.exchange.fhir.bundle import written
from assistant.exchange.fhir.terms import BASE

_OWN_SYSTEMS: Final = (BASE, "urn:oid:")
_SIMPLE: Final = ("boolean", "decimal", "integer", "string", "text", "url")


@cache
def value_sets() -> dict[str, list[str]]:
    """Path, or system, to its codes."""
    found = json.loads((Path(__file__).parent / "valuesets.json").read_text(encoding="utf-8"))
    return {path: codes for path, codes in found.items() if path != "_"}


def faults(resource: dict[str, Any], *, forms: bool = True) -> list[str]:
    """What is wrong with a resource, as it is written to a file.

    Args:
        resource: to be looked at.
        forms: whether the model shall read the forms of a bundle as well, which takes most of the time.

    Raises:
        ValueError: the model refuses it.
    """
    data = written(resource)
    read = json.loads(data)
    modelled = read
    if not forms:
        entries = [one for one in read["entry"] if one["resource"]["resourceType"] != "Questionnaire"]
        modelled = {**read, "entry": entries}
    get_fhir_model_class(resource["resourceType"]).model_validate_json(json.dumps(modelled))
    return [*_codes(modelled, ""), *_forms(read)]


def _codes(part: Any, path: str) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _codes(one, path)
        return
    if not isinstance(part, dict):
        if path in value_sets() and part not in value_sets()[path]:
            yield f"{path}: {part!r}"
        elif part in ("", None):
            yield f"{path}: empty"
        return
    if not part:
        yield f"{path}: empty"
    here = part.get("resourceType", path)
    system = part.get("system")
    foreign = isinstance(system, str) and "code" in part and not system.startswith(_OWN_SYSTEMS)
    if foreign and part["code"] not in value_sets().get(str(system), []):
        yield f"{here}: {system} {part['code']}"
    for key, value in part.items():
        inner = "item" if key == "item" and here.endswith(".item") else f"{here}.{key}"
        # Items nest in items: each is at the same path.
        yield from _codes(value, here if inner == "item" else inner)


def _forms(resource: dict[str, Any]) -> Iterator[str]:
    if resource["resourceType"] == "Bundle":
        addresses = [entry["fullUrl"] for entry in resource["entry"]]
        if len(set(addresses)) < len(addresses):
            yield "bdl-7: an address twice"
        for entry in resource["entry"]:
            yield from _forms(entry["resource"])
            yield from (
                f"{link} leads nowhere" for link in _references(entry["resource"]) if link not in addresses
            )
        forms = {
            f"{one['resource']['url']}|{one['resource']['version']}": one["resource"]
            for one in resource["entry"]
            if one["resource"]["resourceType"] == "Questionnaire"
        }
        for entry in resource["entry"]:
            if entry["resource"]["resourceType"] == "QuestionnaireResponse":
                yield from answers_faults(entry["resource"], forms[entry["resource"]["questionnaire"]])
    elif resource["resourceType"] == "Questionnaire":
        links = [item["linkId"] for item in items(resource)]
        if len(set(links)) < len(links):
            yield f"que-2: {sorted(link for link in links if links.count(link) > 1)}"
        seen: set[str] = set()
        for item in items(resource):
            yield from (f"{item['linkId']}: {fault}" for fault in _item(item, set(links)))
            seen.add(item["linkId"])


def _item(item: dict[str, Any], links: set[str]) -> Iterator[str]:
    kind, inner = item["type"], item.get("item", [])
    if (kind == "group") != bool(inner) and kind in ("group", "display"):
        yield "que-1"
    if kind == "display" and item.keys() & {"required", "repeats", "readOnly", "answerOption"}:
        yield "que-6, que-9"
    if ("answerOption" in item) != (kind == "choice"):
        yield "que-5"
    if "maxLength" in item and kind not in _SIMPLE:
        yield "que-10"
    tests = item.get("enableWhen", [])
    if len(tests) > 1 and "enableBehavior" not in item:
        yield "que-12"
    for test in tests:
        if test["question"] not in links:
            yield f"enableWhen looks at {test['question']}"
        if test["operator"] == "exists" and not isinstance(test.get("answerBoolean"), bool):
            yield "que-7"
        if sum(key.startswith("answer") for key in test) != 1:
            yield "enableWhen needs one answer"
    if not item.get("text"):
        yield "no text"


def items(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every item below, outer ones first."""
    for item in part.get("item", ()):
        yield item
        yield from items(item)


def answers_faults(response: dict[str, Any], form: dict[str, Any]) -> Iterator[str]:
    """What of a response does not fit its form: nesting, texts, types, options."""
    yield from _below(response.get("item", []), form["item"])


def _below(given: list[dict[str, Any]], asked: list[dict[str, Any]]) -> Iterator[str]:
    by_link = {item["linkId"]: item for item in asked}
    order = [list(by_link).index(one["linkId"]) for one in given if one["linkId"] in by_link]
    if order != sorted(order):
        yield "not in the order of the form"
    for one in given:
        item = by_link.get(one["linkId"])
        if item is None:
            yield f"{one['linkId']} does not stand there in the form"
            continue
        if one.get("text") != item["text"]:
            yield f"{one['linkId']}: another text"
        values = one.get("answer", [])
        if len(values) > 1 and not item.get("repeats"):
            yield f"{one['linkId']}: several answers"
        wanted = {"choice": "valueCoding", "text": "valueString"}.get(
            item["type"], f"value{item['type'].title()}"
        )
        for value in values:
            if wanted not in value:
                yield f"{one['linkId']}: {sorted(value)} where {wanted} is asked"
            codes = [
                (o["valueCoding"]["system"], o["valueCoding"]["code"]) for o in item.get("answerOption", ())
            ]
            chosen = value.get("valueCoding")
            if chosen is not None and (chosen["system"], chosen["code"]) not in codes:
                yield f"{one['linkId']}: {chosen['code']} is no option"
            yield from _below(value.get("item", []), item.get("item", []))
        yield from _below(one.get("item", []), item.get("item", []))


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _references(one)
    elif isinstance(part, dict):
        if isinstance(part.get("reference"), str):
            yield part["reference"]
        for one in part.values():
            yield from _references(one)

"""What another program may send that is no command: refused in words, never a traceback."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.calling import Call, Called, of

Talk = Callable[..., Called]

GARBAGE = [
    "nonsense",
    "[]",
    "null",
    "5",
    '"text"',
    "{",
    "{}",
    "[" * 50_000,
    '{"a":' * 50_000,
    '{"answer": ' + "[" * 5_000 + "]" * 5_000 + "}",
    '{"answer": NaN}',
    '{"answer": 1e999}',
    '{"answer": {"a": "b"}}',
    '{"answer": [[["x"]]]}',
    '{"answer": "\\ud800"}',
    '{"answer": "\\u0000"}',
    '{"answer": "' + "x" * 1_000_000 + '"}',
    '{"answer": ' + "9" * 10_000 + "}",
    '{"acknowledge": {"a": []}, "done": []}',
    '{"do": ["stop"]}',
    '{"do": {"stop": 1}}',
    '{"correct": ["consent"], "answer": "yes"}',
    '{"open": null}',
    '{"answer": "yes", "other": 1}',
    '{"acknowledge": "x", "do": "stop"}',
    "\x00",
    "\x1b[2J",
    "\ufffd\ufffd",
]


def test_garbage_is_refused_in_words_and_changes_nothing(talk: Talk, call: Call, ref: str) -> None:
    held = talk(ref, replies={"consent": list(GARBAGE)}, last="contact_agreement")
    assert held.code == 0
    refused = of(held.messages, "refused")
    assert len(refused) == len(GARBAGE)
    assert all(0 < len(message["message"]) < 500 for message in refused)
    shown = call("transcripts", "show", held.messages[-1]["transcripts"][0], "--json").result
    assert [event["kind"] for event in shown["events"]] == ["started", *["answered"] * 3, "briefed", "paused"]


def test_empty_lines_are_no_reply(call: Call, ref: str) -> None:
    said = call("interview", ref, "--jsonl", typed='\n\r\n  \n{"answer": ""}\r\n').messages
    assert [m["event"] for m in said] == ["question", "saved", "question", "end"]


def test_bytes_that_are_no_utf8_are_no_traceback(call: Call, ref: str) -> None:
    said = call("interview", ref, "--jsonl", typed=b'{"note": "\xe9\xff"}\n\xff\xfe\x00\n').messages
    assert [m["event"] for m in said] == ["question", "saved", "question", "refused", "question", "end"]

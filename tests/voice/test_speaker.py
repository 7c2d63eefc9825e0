"""Reading aloud never waits, stops at once, and says in one sentence why nothing is heard."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from assistant.voice.speaker import Speaker

SLOW = "import sys, json; json.load(sys.stdin); open(sys.argv[1], 'w').close(); import time; time.sleep(600)"
PATIENCE = 20.0


def engine(code: str, *arguments: str) -> Speaker:
    """A speaker whose engine is a small program."""
    return Speaker([sys.executable, "-c", code, *arguments])


def wait_for(path: Path) -> None:
    """Until another process has made a file."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end


def test_the_text_comes_on_standard_input_and_nothing_secret_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_PASSPHRASE", "six mots")
    heard, told = tmp_path / "heard", list[str]()
    code = (
        "import sys, os; out = open(sys.argv[1], 'w'); out.write(sys.stdin.read()); "
        "out.write('|' + os.environ.get('ASSISTANT_PASSPHRASE', '') + '|' + str(len(sys.argv)))"
    )
    speaker = engine(code, str(heard))
    speaker.say("Depuis quand ? 🙂", "fr", told.append)
    speaker.wait()
    text, secret, arguments = heard.read_text().split("|")
    assert json.loads(text) == {"text": "Depuis quand ? 🙂", "language": "fr"}
    assert (secret, arguments) == ("", "2")
    assert told == []
    assert not speaker.speaking


def test_it_returns_at_once_and_stops_at_once_with_whatever_plays(tmp_path: Path) -> None:
    begun, told = tmp_path / "begun", list[str]()
    # As an engine whose sound is played by another program.
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLOW!r}, sys.argv[1]])"
    speaker = engine(code, str(begun))
    before = time.monotonic()
    speaker.say("Bonjour", "fr", told.append)
    assert time.monotonic() - before < 0.5
    wait_for(begun)
    heard = speaker.speaking
    before = time.monotonic()
    speaker.stop()
    assert (heard, speaker.speaking) == (True, False)
    speaker.wait()  # ends only once every process that held its output has
    assert time.monotonic() - before < PATIENCE / 4
    assert told == []


def test_a_new_text_silences_the_one_before(tmp_path: Path) -> None:
    first, told = tmp_path / "first", list[str]()
    speaker = engine(SLOW, str(first))
    speaker.say("un", "fr", told.append)
    wait_for(first)
    first.unlink()
    speaker.say("deux", "fr", told.append)
    wait_for(first)
    assert speaker.speaking
    speaker.stop()
    speaker.wait()
    assert told == []


def test_nothing_is_left_of_a_sound_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    begun = tmp_path / "begun"
    code = (
        "import sys, tempfile, time; sys.stdin.read()\n"
        "tempfile.NamedTemporaryFile(suffix='.wav', delete=False).write(b'sound')\n"
        "open(sys.argv[1], 'w').close(); time.sleep(600)"
    )
    speaker = engine(code, str(begun))
    speaker.say("Bonjour", "fr", lambda _sentence: None)
    wait_for(begun)
    (folder,) = (tmp_path / "temporary").iterdir()
    assert [path.suffix for path in folder.iterdir()] == [".wav"]
    speaker.stop()
    speaker.wait()
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ([sys.executable, "-c", "import sys; sys.stdin.read(); sys.exit(3)"], "pyttsx3"),
        ([sys.executable, "-c", "raise RuntimeError('no engine')"], "everything else"),
        (
            [sys.executable, "-c", "import sys; sys.stderr.write('sh: 1: aplay: not found')"],
            "everything else",
        ),
        ([os.devnull + "/no such program"], "everything else"),
    ],
)
def test_one_sentence_says_why_nothing_is_heard(
    command: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    from assistant import language

    before = language.current()
    language.use("en")
    told: list[str] = []
    speaker = Speaker(command)
    speaker.say("Bonjour", "fr", told.append)
    speaker.wait()
    language.use(before)
    (sentence,) = told
    assert words in sentence
    assert sentence.count(".") == 1
    assert capfd.readouterr() == ("", "")  # nothing on the screen beside it

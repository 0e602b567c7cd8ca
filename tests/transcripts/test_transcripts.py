"""Plays every dialogue in this folder through the real exchange and a real database; equal text, same conversation.

To write one: type the acts (`> …`, `(…)`), then `siangkan talk --play FILE` prints it with what the bot does. Read it.
"""

from pathlib import Path

import pytest

from bot.thai.reader import Reader
from handlers.data import load_reader
from handlers.rehearsal import rehearsing
from handlers.transcript import CannotPlay, act, played

DIALOGUES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader()


@pytest.mark.parametrize("path", DIALOGUES, ids=[path.stem for path in DIALOGUES])
def test_the_conversation_goes_as_written(path: Path, reader: Reader) -> None:
    written = path.read_text(encoding="utf-8").splitlines()
    with rehearsing(reader) as rehearsal:
        assert list(played(written, rehearsal)) == written


def test_there_are_dialogues_to_play() -> None:
    assert len(DIALOGUES) >= 15


@pytest.mark.parametrize("line", ["> [ไม่มีปุ่มนี้]", "(กระโดด)"])
def test_what_cannot_be_played_is_said(line: str, reader: Reader) -> None:
    with rehearsing(reader) as rehearsal, pytest.raises(CannotPlay):
        act(line, rehearsal)

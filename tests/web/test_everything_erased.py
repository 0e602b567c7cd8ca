"""After ลบข้อมูล nothing is left in the folder that the bot writes into: database, WAL, jobs, photos; and not in logs."""

import logging
import time
from pathlib import Path

import pytest

from handlers.simulator.standin_values import Shown
from tests.media.samples import picture
from tests.web.conftest import World

WORDS = "หลังคาอาคารไม้รั่วตั้งแต่ปีก่อน"
PATIENCE = 20.0


def _bot_spoke(world: World, user: str, times: int) -> None:
    def enough(shown: list[Shown]) -> bool:
        return sum(bubble.who == "bot" for bubble in shown) >= times

    world.line.wait_for(user, enough)


def _do(world: World, user: str, *texts: str) -> None:
    """Says each text and waits for the answer."""
    for text in texts:
        before = sum(bubble.who == "bot" for bubble in world.line.chat(user))
        world.line.say(user, text)
        _bot_spoke(world, user, before + 1)


def _until(wanted: object, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not wanted():  # type: ignore[operator]
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def _folder(world: World) -> Path:
    return Path(str(world.bot.house.services.store.url.database)).parent


def _bytes(world: World) -> bytes:
    files = sorted(path for path in _folder(world).rglob("*") if path.is_file())
    return b"\0".join(path.read_bytes() for path in files)


def _photos(world: World) -> list[Path]:
    return [path for path in (_folder(world) / "media").rglob("*") if path.is_file()]


@pytest.fixture
def spoken(world: World, caplog: pytest.LogCaptureFixture) -> tuple[World, str]:
    """Somebody who answered with words and a photo, both of which have arrived."""
    caplog.set_level(logging.DEBUG)
    user = world.line.new_person("Anna")
    world.line.follow(user)
    _bot_spoke(world, user, 1)
    _do(world, user, "ยินยอม", "65", "ชาวบ้าน", "เลาขวัญ")
    world.line.say(user, WORDS)
    world.line.image(user, picture(size=(64, 48)))
    _until(lambda: _photos(world), "the photo never came")
    return world, user


def _erase(world: World, user: str) -> None:
    _do(world, user, "ลบข้อมูล", "ใช่ ลบข้อมูล", "ยืนยัน ลบทั้งหมด")
    _until(lambda: not _photos(world), "the photo is still there")
    world.bot.house.jobs.sweep()


def test_before_erasing_the_words_are_there(spoken: tuple[World, str]) -> None:
    world, _ = spoken
    assert WORDS.encode() in _bytes(world)


def test_afterwards_no_byte_of_the_words_is_left(spoken: tuple[World, str]) -> None:
    world, user = spoken
    _erase(world, user)
    assert WORDS.encode() not in _bytes(world)


def test_afterwards_nothing_names_the_person(spoken: tuple[World, str]) -> None:
    world, user = spoken
    handle = world.bot.house.services.identity.handle(user)
    _erase(world, user)
    left = _bytes(world)
    assert (handle.encode() in left, user.encode() in left) == (False, False)


def test_the_logs_name_neither_words_nor_person(
    spoken: tuple[World, str], caplog: pytest.LogCaptureFixture
) -> None:
    world, user = spoken
    _erase(world, user)
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("siangkan"))
    assert (WORDS in logged, user in logged) == (False, False)


def test_a_photo_taken_back_goes_from_the_disk(spoken: tuple[World, str]) -> None:
    world, user = spoken
    photo = next(b for b in reversed(world.line.chat(user)) if b.who == "person")
    world.line.unsend(user, photo.id)
    _until(lambda: not _photos(world), "the photo is still there")

"""One reader for all tests of the Thai floor: loading its dictionary takes half a second."""

import tomllib
from pathlib import Path

import pytest

from bot.thai.reader import Reader
from handlers.data import load_reader


def table(name: str) -> dict[str, object]:
    return tomllib.loads(Path(f"bot/data/{name}.toml").read_text("utf-8"))


def shared_reader() -> Reader:
    return load_reader()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader()

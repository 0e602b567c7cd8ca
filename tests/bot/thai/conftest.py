"""One reader for all tests of the Thai floor: loading its dictionary takes half a second."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from bot.commands import parse_commands
from bot.places import parse_districts, parse_roles
from bot.thai.reader import Reader
from bot.themes import parse_themes


def table(name: str) -> dict[str, object]:
    return tomllib.loads(Path(f"bot/data/{name}.toml").read_text("utf-8"))


@cache
def shared_reader() -> Reader:
    return Reader(
        parse_themes(table("themes")),
        parse_commands(table("commands")),
        parse_roles(table("roles")),
        parse_districts(table("places")),
    )


@pytest.fixture(scope="session")
def reader() -> Reader:
    return shared_reader()

"""Reads the menus from `bot/data/menus.toml`, once. Decides nothing about what is in them."""

import tomllib
from functools import cache
from importlib.resources import files

from bot.menus import Menu, parse_menus
from handlers.data import DataFault

_NAME = "menus.toml"


@cache
def load_menus() -> dict[str, Menu]:
    """Raises DataFault when the file is broken; what is merely wrong in it is named by `bot/menu_faults.py`."""
    path = files("bot") / "data" / _NAME
    try:
        return parse_menus(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise DataFault(f"bot/data/{_NAME}: {broken}") from broken
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        raise DataFault(f"bot/data/{_NAME}: a missing or unknown key: {broken}") from broken

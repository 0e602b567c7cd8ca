"""The reader of orders over the data as they are, and over a second round."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.organising.orders import Order
from bot.organising.reading import OrderReader
from bot.rounds import Round
from handlers.data import load_form

TABLE = tomllib.loads(Path("bot/data/organising.toml").read_text("utf-8"))
FORM = load_form()
SECOND = replace(
    FORM,
    rounds={**FORM.rounds, "2": Round("2", "การรับฟังความคิดเห็น พ.ศ. 2571", "")},
    current="2",
)
READER = OrderReader(FORM, TABLE)
IN_SECOND = OrderReader(SECOND, TABLE)
TODAY = date(2026, 12, 1)


def read(text: str, reader: OrderReader = READER) -> Order | None:
    return reader.read(text, TODAY)


def ordered(text: str, reader: OrderReader = READER) -> Order:
    order = read(text, reader)
    assert order, f"an answer: {text}"
    return order

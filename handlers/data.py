"""Reads the data files of the bot from disk, once. Decides nothing about what is in them."""

import json
import tomllib
from collections.abc import Container
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from bot.form import TABLES, Form, parse
from bot.grammar import PatternError
from bot.organising.reading import OrderReader
from bot.reading import INTENTS
from bot.summaries.silence import Targets, parse_targets
from bot.thai.facets import FOCUS_OF
from bot.thai.model import Model, parse_model
from bot.thai.reader import Reader
from bot.thai.searching import Searcher
from bot.thai.segment import Segmenter
from bot.thai.sight import Sight
from bot.thai.summing.summing import Summing
from bot.thai.summing.wordlists import WordLists, parse_word_lists

MODEL = Path(str(files("bot"))) / "data" / "model"


class DataFault(Exception):
    """A data file that cannot be read or parsed; the message names the file and the place."""


def load_tables() -> dict[str, dict[str, Any]]:
    """The TOML tables by name. Raises DataFault."""
    return {name: _table(name) for name in TABLES}


@cache
def load_form() -> Form:
    """The same for the whole process: nothing in it ever changes.

    Raises DataFault when a file is broken; what is merely wrong in it is named by `bot/faults.py`.
    """
    tables = load_tables()
    try:
        return parse(tables)
    except PatternError as broken:
        raise DataFault(f"bot/data/commands.toml: {broken}") from broken
    except (KeyError, TypeError, ValueError) as broken:
        raise DataFault(f"bot/data: a table has a missing or unknown key: {broken}") from broken


@cache
def load_reader() -> Reader:
    """Reads Thai with our codebook. Its dictionary comes once, with the first text or with `warm()`."""
    form, sight, model = load_form(), load_sight(), load_model()
    strange = strange_to_codebook(model, sight.themes)
    if strange:
        raise DataFault(
            f"The model in {MODEL} knows {', '.join(strange)}, which bot/data/themes.toml does not. "
            "Correct the labelled answers in bot/data/answers, then: siangkan train"
        )
    return Reader(sight, model, form.commands, form.roles.values(), form.districts.values())


def strange_to_codebook(model: Model, codes: Container[str]) -> list[str]:
    """What a model would answer that the codebook, the questions or the bot do not know."""
    known: dict[str, Container[str]] = {
        "theme": codes,
        "facet": FOCUS_OF,
        "main": FOCUS_OF,
        "intent": INTENTS,
    }
    return [one for name, right in known.items() for one in model.heads[name].labels if one not in right]


@cache
def load_sight() -> Sight:
    return Sight(load_form().themes, _table("lexicon"))


@cache
def load_orders() -> OrderReader:
    """One a process: it takes a third of a second to make. Raises DataFault."""
    try:
        return OrderReader(load_form(), _table("organising"))
    except (KeyError, TypeError, ValueError) as broken:
        raise DataFault(f"bot/data/organising.toml: {broken}") from broken


@cache
def load_targets() -> Targets:
    return parse_targets(_table("targets"))


@cache
def load_summing() -> Summing:
    """What summaries take from texts: its dictionary holds the codebook's terms and the word lists of points."""
    return Summing(*_cutting())


@cache
def load_searcher() -> Searcher:
    """Cuts words as summaries do. What was misspelt is looked up among the codebook's terms."""
    segmenter, lists = _cutting()
    searcher = Searcher(segmenter, lists, sorted(_terms() | set(lists.synonyms)))
    searcher.words("ครู")  # its dictionaries come with the first text
    return searcher


@cache
def _cutting() -> tuple[Segmenter, WordLists]:
    lists = parse_word_lists(_table("points"))
    return Segmenter(_terms() | lists.all_words()), lists


def _terms() -> set[str]:
    return {term for theme in load_form().themes for term in theme.terms}


def load_model(folder: Path = MODEL) -> Model:
    """The trained model: plain arrays, never code. Its weights stay in their file, which processes share."""
    try:
        told = json.loads((folder / "model.json").read_text("utf-8"))
        features = (folder / "features.txt").read_text("utf-8").rstrip("\n").split("\n")
        rarity = np.load(folder / "rarity.npy", allow_pickle=False)
        weights = np.asarray(np.load(folder / "weights.npy", mmap_mode="r", allow_pickle=False))
        return parse_model(told, features, rarity, weights)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise DataFault(
            f"The model in {folder} cannot be used ({broken}). Make it: siangkan train"
        ) from broken


def _table(name: str) -> dict[str, Any]:
    path = files("bot") / "data" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise DataFault(f"bot/data/{name}.toml: {broken}") from broken

"""The texts that no model and no rule was made from. Reads files; measures nothing."""

import re
from dataclasses import dataclass
from pathlib import Path

from handlers.teaching.labelled import Labelled, Message, answers, messages

HERE = Path(__file__).parent
_MARKED = re.compile(r"\[\[(?P<kind>\w+):(?P<item>.+?)\]\]")


@dataclass(frozen=True, slots=True)
class Personal:
    """A message and what in it is personal: kind and item."""

    text: str
    items: tuple[tuple[str, str], ...]


def held_out() -> list[Labelled]:
    return answers(HERE / "answers.jsonl")


def second_coding() -> list[Labelled]:
    """Some of the same answers, coded blind by somebody else."""
    return answers(HERE / "second_coder.jsonl")


def held_out_messages() -> list[Message]:
    return messages(HERE / "messages.jsonl")


def personal() -> list[Personal]:
    return [marked(line) for line in (HERE / "personal.txt").read_text("utf-8").splitlines() if line.strip()]


def clean() -> list[str]:
    return [line for line in (HERE / "clean.txt").read_text("utf-8").splitlines() if line.strip()]


def marked(line: str) -> Personal:
    """ "ครู [[name:แอน]]" without its brackets, and what stood in them."""
    items = tuple((found["kind"], found["item"]) for found in _MARKED.finditer(line))
    return Personal(_MARKED.sub(lambda found: found["item"], line), items)

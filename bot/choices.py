"""What a person typed, read as one of the choices on the screen: by number, by label, by another way to say it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.form import Choice
from bot.words import key, number

_BETWEEN_NUMBERS = re.compile(r"(?:[\s,/+]|และ|กับ|ข้อที่|ข้อ)+")
_LABEL_END = re.compile(r"\s*[(（].*$")


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """`key` of words that stand in the data files, remembered: the same labels are compared with every message.

    Never for what people type, because what is remembered here is not forgotten with them.
    """
    return key(label)


def chosen_by_text(text: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Empty when the text is not wholly a choice; several only for several numbers ("1 3", "๑,๓")."""
    spoken = key(text)
    if not spoken:
        return ()
    for choice in choices:
        if spoken in _forms(choice):
            return (choice,)
    return _by_numbers(text, choices)


@lru_cache(maxsize=1024)
def _forms(choice: Choice) -> frozenset[str]:
    return frozenset(map(key, (choice.label, _LABEL_END.sub("", choice.label), *choice.says)))


def _by_numbers(text: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    whole = number(text)
    parts = [part for part in _BETWEEN_NUMBERS.split(key(text[:60])) if part]
    numbers = [whole] if whole else [number(part) for part in parts]
    if not numbers or not all(n and 1 <= n <= len(choices) for n in numbers):
        return ()
    return tuple(choices[n - 1] for n in dict.fromkeys(numbers) if n)

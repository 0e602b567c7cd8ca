"""What there is to see among the words of one text, each thing looked for once. Weighs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.thai.segment import Cut
from bot.thai.signs import Named


@dataclass(frozen=True, slots=True)
class View:
    """`signs` name themes, `hints` touch them (how much, by theme), `said` counts the cues of each kind."""

    cut: Cut
    signs: tuple[Named, ...]
    hints: Mapping[str, float]
    said: Mapping[str, int]

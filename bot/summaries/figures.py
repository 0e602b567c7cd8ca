"""Figures as people read them: with a unit, and hidden where they must be. Counts nothing and adds nothing up."""

from collections.abc import Mapping
from dataclasses import astuple, fields
from typing import Literal

from bot.summaries.values import Count, Funnel, Gap, Summary

Words = Mapping[str, str]
"""Phrases of `bot/data/organising`, by their ids."""
Direction = Literal["up", "down", "same"]


def people(number: int | None, fewest: int, words: Words) -> str:
    if number is None:
        return words["sum_hidden"].format(fewest=fewest)
    return words["sum_people"].format(n=f"{number:,}")


def mentions(count: Count | None, words: Words) -> str:
    """Empty where the figure is hidden: how often is no secret only where how many is none."""
    return words["sum_mentions"].format(n=f"{count.mentions:,}") if count else ""


def both(count: Count | None, fewest: int, words: Words) -> str:
    """12 คน 15 ครั้ง; where it is hidden, it is fewer than `fewest`."""
    told = people(count.people if count else None, fewest, words)
    return f"{told} {mentions(count, words)}".strip()


def of_part(count: Count | None, fewest: int, words: Words) -> str:
    """12 คน 15 ครั้ง; a focus area may be hidden only for what stands beside it, however many they are."""
    return both(count, fewest, words) if count else words["sum_hidden_count"]


def voices(count: Count | None, words: Words) -> str:
    """42 คน 120 ความเห็น; a whole may be hidden however many they are."""
    if not count:
        return words["sum_hidden_count"]
    told = words["sum_people"].format(n=f"{count.people:,}")
    return f"{told} {words['sum_answers'].format(n=f'{count.mentions:,}')}"


def direction(summary: Summary) -> Direction | None:
    """None where there is no period before, or nobody spoke in it, or one of the two is hidden."""
    if not summary.count or not summary.before or not summary.before.people or not summary.before_label:
        return None
    more = summary.count.people - summary.before.people
    return "up" if more > 0 else "down" if more < 0 else "same"


def change(summary: Summary, words: Words) -> str:
    """What changed since the period before; empty where nothing can be said of it."""
    before = summary.before_label
    if (way := direction(summary)) and summary.count and summary.before:
        figures = voices(summary.before, words)
        more = abs(summary.count.people - summary.before.people)
        return words[f"sum_{way}"].format(n=f"{more:,}", before=_after_word(before), figures=figures)
    if before and summary.count and not summary.before:
        return words["sum_before_hidden"].format(before=_after_word(before))
    return ""


def of_target(gap: Gap, fewest: int, words: Words) -> str:
    """12 จาก 40 คน; without the target where that says no more."""
    if not gap.target or (gap.people is None and gap.target <= fewest):
        return people(gap.people, fewest, words)
    hidden = words["sum_hidden_short"].format(fewest=fewest)
    number = hidden if gap.people is None else f"{gap.people:,}"
    return words["sum_of_target"].format(n=number, target=people(gap.target, fewest, words))


def funnel_steps(summary: Summary, words: Words) -> list[tuple[str, int | None]]:
    """From those who joined to those who finished; empty where no funnel is known."""
    if not summary.funnel:
        return []
    steps = astuple(summary.funnel)
    return [(words[f"sum_{field.name}"], n) for field, n in zip(fields(Funnel), steps, strict=True)]


def about(summary: Summary, words: Words) -> str:
    """What was understood, for the first line."""
    return summary.about.strip() or summary.title.strip() or words["sum_all"]


def why_hidden(summary: Summary, words: Words) -> str:
    """Why there are no figures; empty where there are."""
    return "" if summary.count else summary.note or words["sum_hidden_why"]


def is_empty(summary: Summary) -> bool:
    return summary.count == Count()


def _after_word(text: str) -> str:
    """Thai writes no space between words, but one before a number."""
    return f" {text}" if text[:1].isdigit() else text

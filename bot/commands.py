"""Makes the commands out of their table of words. Only this file knows how that table is laid out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.clauses import Clauses
from bot.grammar import PatternError
from bot.saying import Spellings
from bot.slips import Slips, near_forms
from bot.spelling import folded, plain
from bot.understanding import DESTRUCTIVE, NO_FACET, Commands, SummaryWords, Understanding
from bot.words import tidy

__all__ = ["DESTRUCTIVE", "NO_FACET", "Commands", "SummaryWords", "Understanding", "parse_commands"]

_NEVER_DOUBTED = frozenset({"yes", "no", "none", "thanks", "greeting", "abuse", "other", "start", "next"})


def parse_commands(table: Mapping[str, Any]) -> Commands:
    """Raises KeyError, TypeError or ValueError; a PatternError names the list and quotes the pattern."""
    forms = {squeezed(form): intent for intent, said in table["forms"].items() for form in said}
    for form, intent in list(forms.items()):
        if intent in DESTRUCTIVE:
            forms |= {form + squeezed(ending): intent for ending in table["question_endings"]}
    ordinary = _set(table["ordinary"])
    consent = {squeezed(form): answer for answer in ("yes", "no") for form in table["consent"][answer]}
    return Commands(
        forms=forms,
        consent=consent,
        signs={sign: intent for intent, signs in table["signs"].items() for sign in signs},
        answers_when_asked=_set(table["answers_when_asked"]),
        nods=_set(table["nods"]),
        refuses_to_tell=_set(table["refuses_to_tell"]),
        summary=_summary_words(table["summary"]),
        clauses=_spellings(_clauses(table, "says", forms), ordinary),
        agreeing=_spellings(
            _clauses(table, "consent_says", {}, ("consent_before", "consent_after")),
        ),
        slips=Slips(
            forms=forms,
            agreed=tuple(form for form, answer in consent.items() if answer == "yes" and len(form) > 5),
            ordinary=ordinary,
            around=_around(forms, table["around"]),
            near=near_forms(forms),
        ),
    )


def _spellings(clauses: Clauses, ordinary: frozenset[str] = frozenset()) -> Spellings:
    return Spellings(clauses.spelt(plain), clauses.spelt(folded), ordinary)


def _clauses(
    table: Mapping[str, Any],
    says: str,
    forms: Mapping[str, str],
    about: tuple[str, str] = ("before", "after"),
) -> Clauses:
    """The grammar knows its word lists; which intent a pattern of its own stood for, it cannot tell."""
    try:
        return Clauses(_patterns(table[says]), forms, table["words"], about)
    except PatternError as unread:
        intents = [intent for pattern, intent in _patterns(table[says]) if pattern == unread.pattern]
        inside = f"words.{unread.inside}" if unread.inside else f"{says}.{intents[0]}"
        raise PatternError(unread.pattern, unread.fault, inside) from unread


def _patterns(table: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((pattern, intent) for intent, patterns in table.items() for pattern in patterns)


def _summary_words(table: Mapping[str, Any]) -> SummaryWords:
    return SummaryWords(
        heads=tuple(table["heads"]),
        fillers=tuple(table["fillers"]),
        periods=_codes(table["periods"]),
        focuses={said: int(code) for said, code in _codes(table["focuses"]).items()},
        months=_codes(table["months"]),
        roles=_codes(table["roles"]),
        districts=_codes(table["districts"]),
    )


def _codes(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {said: code for code, forms in table.items() for said in forms}


def _around(forms: Mapping[str, str], table: Mapping[str, Any]) -> re.Pattern[str]:
    """A command word with nothing but small words about it, which the patterns do not know as sure."""
    words = [form for form, intent in forms.items() if intent not in _NEVER_DOUBTED and len(form) > 1]
    before, after = _any_of(table["before"]), _any_of(table["after"])
    return re.compile(f"(?:{before}){{0,3}}(?P<form>{_any_of(words)})(?:{after}){{0,4}}")


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted({squeezed(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(squeezed(word) for word in words)


def squeezed(text: str) -> str:
    return tidy(text).replace(" ", "")

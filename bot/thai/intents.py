"""A second look at what the rules took for an answer: perhaps an indirect request. Never guesses consent."""

from bot.commands import DESTRUCTIVE, NO_FACET, Understanding
from bot.thai.model import Floats, Model

LONGEST = 120
"""Longer messages are answers."""
# Who says at length that there is nothing usually goes on to say something.
_LONGEST_NONE = 30
_FIRES, _DOUBTS = 0.55, 0.35
_FIRES_LATER = {
    **dict.fromkeys(DESTRUCTIVE, 0.75),
    **dict.fromkeys(("thanks", "greeting"), 0.85),
    "none": 0.92,
}
# Under a question these would stand for somebody's words, or drop them.
_ONLY_UNASKED = frozenset({"yes", "no", "start", "greeting", "thanks", "abuse", "other", "summary"})
# Commands that can be offered back with one button.
_OFFERED = DESTRUCTIVE | {"skip", "back", "edit", "pause", "my_data", "help", "results", "summary"}


def second_look(
    model: Model, scores: Floats, text: str, asking: str, understood: Understanding
) -> Understanding:
    """What the model makes of a short message that the rules left as an answer."""
    if understood.intent != "answer" or len(text) > LONGEST:
        return understood
    likely = model.likeliest(scores, "intent")
    if not _may_be_guessed(likely, text, asking):
        return understood
    chances = model.chances(scores, "intent")
    if chances[likely] >= _FIRES_LATER.get(likely, _FIRES):
        return Understanding(likely)
    if likely in _OFFERED and chances[likely] >= _DOUBTS:
        return Understanding("answer", understood.doubt or likely)
    return understood


def _may_be_guessed(intent: str, text: str, asking: str) -> bool:
    if intent in _ONLY_UNASKED:
        return asking in NO_FACET and asking != "consent"
    return intent != "answer" and (intent != "none" or len(text) <= _LONGEST_NONE)

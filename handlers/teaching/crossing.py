"""The same words under other questions: so the words decide, not the question that usually brings them forth."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.commands import NO_FACET
from handlers.teaching.labelled import Labelled, Message

# A complaint stays one when strengths are asked for, a wish when problems are.
_ASKED = (
    *("strength", "current_state", "mechanism_current", "problem", "", "development", "anything_else"),
    *("mechanism_gap", "weakness", "strength", "mechanism_current", "nothing"),
)
# Where no facet was asked, what is told is not what a question brought forth; "" stays as it is taught.
_NOT_CROSSED = NO_FACET - {""}
_TOLD = frozenset({"problem", "praise", "proposal"})


def under_other_questions(answers: Sequence[Labelled]) -> Iterator[Labelled]:
    """Short answers once more, each under a question of the row; their stance is in their words."""
    short = (one for one in answers if one.is_short and one.stance in _TOLD)
    for place, one in enumerate(short):
        asking = _ASKED[place % len(_ASKED)]
        if asking != one.asking:
            yield replace(one, asking=asking)


def unasked(messages: Sequence[Message]) -> Iterator[Message]:
    """What was answered to a question could be told when nothing was asked, and is no command then either."""
    return (
        replace(one, asking="nothing")
        for one in messages
        if one.intent == "answer" and one.asking not in _NOT_CROSSED
    )

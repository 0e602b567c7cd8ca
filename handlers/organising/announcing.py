"""`ประกาศ` and `ดูประกาศ`: which step of the talk comes next. Decides nothing about words, people or sending."""

from collections.abc import Mapping

from handlers.organising import choosing, drafting, drafts, running
from handlers.organising.asked import Answer, Asked, Command

_TYPED = (drafts.WORDS, drafts.PROPOSED, drafts.DECIDED, drafts.FILTER)
_STEPS: Mapping[str, Command] = {
    drafts.WORDS: drafting.take_words,
    drafts.DECISION: drafting.ask_proposed,
    drafts.PROPOSED: drafting.take_proposed,
    drafts.DECIDED: drafting.take_decided,
    drafts.EDIT: drafting.edit,
    drafts.DROP: drafting.drop,
    drafts.WHO: choosing.ask_again,
    drafts.FILTER: choosing.take_filter,
    drafts.TO: choosing.take_scope,
    drafts.SEND: running.send,
    drafts.NOW: running.send,
}


def announce(asked: Asked) -> Answer:
    order = asked.order
    if order.step in _TYPED and drafting.calls_it_off(order.words):
        return drafting.drop(asked)
    return _STEPS.get(order.step, drafting.begin)(asked)


def announcements(asked: Asked) -> Answer:
    return running.stop(asked) if asked.order.step == drafts.STOP else running.look(asked)

"""What organisers look at in the chat: the summary and its sisters. Changes nothing."""

from dataclasses import replace

from bot.organising.orders import Order
from bot.organising.scope import Scope
from bot.summaries import wording
from bot.summaries.figures import of_target
from handlers.data import load_summing, load_targets
from handlers.organising.asked import Answer, Asked
from handlers.organising.cards import ways as card_ways
from handlers.organising.cards.summary import carousel
from handlers.organising.saying import Way, says, text, ways, with_ways
from handlers.organising.silences import silence_of
from handlers.organising.summarising import Summariser
from handlers.organising.words import desk_words, worded
from models.organisers import ORGANISER

_MOST_GAPS, _MOST_NEWS = 12, 8
_WEEK = "last_7_days"


def summary(asked: Asked) -> Answer:
    """A carousel, or as text; words that were not understood are asked back first."""
    order = asked.order
    if order.unknown:
        return _not_understood(asked)
    told = summariser(asked).of(order.scope)
    may_export = asked.organiser.may(ORGANISER)
    if order.plain:
        return text("\n".join(wording.lines(told, desk_words())), *_after(order.scope))
    return with_ways(
        (carousel(told, card_ways.of_summary(order.scope, exports=may_export)),), *_after(order.scope)
    )


def news(asked: Asked) -> Answer:
    """What is said now and was not before: in the last seven days, unless a period was named."""
    scope = asked.order.scope if asked.order.scope.period else replace(asked.order.scope, period=_WEEK)
    told = summariser(asked).news(scope)[:_MOST_NEWS]
    if not told:
        return says("news_none", *_after(scope))
    lines = [worded("news_head"), *(worded("news_line", n=n, what=what) for n, what in enumerate(told, 1))]
    finds = [(worded("way_find", what=what), Order("search", words=what)) for what in told]
    return text("\n".join(lines), *finds, *_after(scope))


def silent_(asked: Asked) -> Answer:
    """With a text to forward, in a bubble of its own."""
    figures, targets, scope = summariser(asked).figures, load_targets(), asked.order.scope
    gaps, nudge = silence_of(figures, targets, scope, _MOST_GAPS)
    if not gaps:
        return says("silent_none", *_after(scope))
    told = [
        worded("silent_line", n=n, label=gap.label, figures=of_target(gap, figures.fewest, desk_words()))
        for n, gap in enumerate(gaps, 1)
    ]
    return (
        *text("\n".join([worded("silent_head"), *told, worded("silent_nudge")])),
        *text(nudge, *_after(scope)),
    )


def summariser(asked: Asked) -> Summariser:
    services = asked.services
    return Summariser(asked.conn, services.form, load_summing(), load_targets(), asked.round, asked.now)


def _not_understood(asked: Asked) -> Answer:
    order = asked.order
    words = ", ".join(f"“{word}”" for word in order.unknown)
    look = (worded("way_as_understood"), replace(order, unknown=()))
    finds = [(worded("way_find", what=word), Order("search", words=word)) for word in order.unknown[:3]]
    return says("summary_unknown", look, *finds, words=words)


def _after(scope: Scope) -> list[Way]:
    week = replace(scope, period=_WEEK)
    return [
        *([(worded("way_week"), Order("summary", week))] if scope.period != _WEEK else []),
        *ways(
            ("way_news", Order("news", scope)),
            ("way_silent", Order("silent", scope)),
            ("way_help", Order("help")),
        ),
    ]

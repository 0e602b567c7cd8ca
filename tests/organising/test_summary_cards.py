"""A summary as cards: what is on them, where their buttons lead, and that LINE takes them whatever the figures."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from bot.organising.orders import Order
from bot.organising.scope import Scope
from bot.organising.taps import order_of
from bot.summaries.values import Bar, Count, Gap, Part, Quote, Step, Summary
from bot.words import utf16
from handlers.organising.cards import digest, voices, ways
from handlers.organising.cards.summary import carousel
from handlers.organising.saying import Way
from handlers.simulator.standin_limits import check_messages
from tests.organising import summaries as some
from tests.organising.any_summary import any_quotes, any_summary, any_text

Message = dict[str, Any]
SAMPLES = (some.FULL, some.NARROW, some.HIDDEN, some.EMPTY, some.MILLION)


def shown(summary: Summary) -> Message:
    return carousel(summary, ways.of_summary(summary.scope, exports=True))


def bubbles(message: Message) -> list[Message]:
    contents = message["contents"]
    return list(contents.get("contents", [contents]))


def parts(part: Any) -> Iterator[Message]:
    """Every component, whatever it lies in."""
    if isinstance(part, dict):
        yield part
    for inside in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from parts(inside)


def texts(message: Message) -> list[str]:
    return [part["text"] for part in parts(message["contents"]) if isinstance(part.get("text"), str)]


def labels(bubble: Message) -> list[str]:
    return [
        part["action"]["label"] for part in parts(bubble.get("footer", {})) if part.get("type") == "button"
    ]


def orders(message: Message) -> list[Order | None]:
    taps = [part for part in parts(message["contents"]) if part.get("type") == "postback"]
    return [order_of(tap["data"]) for tap in taps]


def widths(bubble: Message) -> list[str]:
    return [part["width"] for part in parts(bubble) if "width" in part]


def test_there_is_a_bubble_for_the_whole_each_focus_area_other_voices_and_the_silent() -> None:
    assert len(bubbles(shown(some.FULL))) == 6


def test_what_was_understood_stands_first_and_largest() -> None:
    first = bubbles(shown(some.NARROW))[0]["header"]["contents"][0]
    assert (first["text"], first["size"]) == (some.NARROW.about, "xl")


def test_change_is_told_by_a_mark_and_by_words() -> None:
    assert any(text.startswith("▲ เพิ่มขึ้น 37\u00a0คน") for text in texts(shown(some.FULL)))


def test_the_funnel_shrinks() -> None:
    assert widths(bubbles(shown(some.FULL))[0]) == ["100%", "89%", "58%", "31%"]


def test_bars_are_as_long_as_their_people() -> None:
    assert widths(bubbles(shown(some.FULL))[2]) == ["100%", "76%", "46%"]


def test_a_hidden_bar_is_as_long_as_any_other_hidden_bar() -> None:
    two = replace(
        some.TOGETHER, bars=(some.bar("a", "ก", None), some.bar("b", "ข", None), some.bar("c", "ค", 9))
    )
    assert widths(bubbles(shown(replace(some.FULL, parts=(two,))))[1]) == ["100%", "4%", "4%"]


def test_a_theme_of_nobody_has_no_bar() -> None:
    nobody = replace(some.TOGETHER, bars=(some.bar("a", "ก", 0),))
    assert widths(bubbles(shown(replace(some.FULL, parts=(nobody,))))[1]) == []


def test_a_tap_on_a_theme_looks_into_it_under_the_same_filters() -> None:
    assert Order("summary", Scope(focus=2, theme="travel", period="last_7_days")) in orders(shown(some.FULL))


def test_a_hidden_theme_cannot_be_tapped() -> None:
    assert not [order for order in orders(shown(some.FULL)) if order and order.scope.theme == "early"]


def test_another_focus_area_is_looked_into_without_the_facet_of_this_one() -> None:
    asked = replace(some.FULL, scope=Scope(focus=1, facet="skills"))
    assert Order("summary", Scope(focus=3)) in orders(shown(asked))


def test_the_focus_area_that_is_looked_at_leads_nowhere() -> None:
    assert labels(bubbles(shown(some.NARROW))[1]) == []


def test_who_may_not_export_sees_no_button_for_it() -> None:
    assert "export" not in [order.kind for _, order in ways.of_summary(Scope(), exports=False)]


def test_the_summary_can_be_had_as_text() -> None:
    assert Order("summary", some.FULL.scope, plain=True) in orders(shown(some.FULL))


def test_the_nudge_is_copied_by_a_button() -> None:
    copies = [
        part["clipboardText"] for part in parts(shown(some.FULL)["contents"]) if "clipboardText" in part
    ]
    assert copies == [some.FULL.nudge]


def test_a_phone_that_cannot_copy_asks_for_the_nudge_as_text() -> None:
    assert Order("silent", some.FULL.scope, plain=True) in orders(shown(some.FULL))


def test_nobody_of_sixty_is_an_empty_bar() -> None:
    assert widths(bubbles(shown(some.FULL))[5]) == ["4%", "30%", "45%"]


def test_a_quote_stands_in_the_bubble_that_it_is_about() -> None:
    assert "W5H8D" in json.dumps(bubbles(shown(some.FULL))[2])


def test_a_weekly_report_is_one_bubble() -> None:
    told = digest.bubble(some.FULL, some.WORTH, some.MISSING, some.ACT, ())
    assert told["contents"]["type"] == "bubble"


def test_a_weekly_report_names_who_is_missing_and_one_act() -> None:
    told = texts(digest.bubble(some.FULL, some.WORTH, some.MISSING, some.ACT, ()))
    assert {some.MISSING, some.ACT} <= set(told)


def test_a_quiet_week_is_one_line() -> None:
    body = digest.bubble(some.EMPTY, (), some.MISSING, some.ACT, ())["contents"]["body"]
    assert len(body["contents"]) == 1


def test_a_list_of_voices_holds_ten() -> None:
    body = voices.list_("ค้นหา", some.QUOTES * 3, (), "หน้า 1")["contents"]["body"]
    assert len(body["contents"]) == 10


@pytest.mark.parametrize("summary", SAMPLES)
def test_every_text_wraps_and_grows(summary: Summary) -> None:
    told = [part for part in parts(shown(summary)["contents"]) if part.get("type") == "text"]
    assert [part for part in told if not (part["wrap"] and part["scaling"])] == []


def test_the_most_of_everything_fits() -> None:
    assert refused(shown(brimful("น้ำ" * 900))) == []


def test_the_most_of_everything_in_emoji_fits() -> None:
    assert refused(shown(brimful("👩‍👩‍👧‍👦" * 500))) == []


@settings(deadline=None)
@given(any_summary(), any_text())
def test_any_summary_fits(summary: Summary, label: str) -> None:
    order = Order("export", summary.scope, words=label[:100])
    assert refused(carousel(summary, [(label, order)] * 9)) == []


@settings(deadline=None)
@given(any_summary(), any_text(), any_text())
def test_any_weekly_report_fits(summary: Summary, thing: str, label: str) -> None:
    assert refused(digest.bubble(summary, (thing,) * 5, label, thing, _any_ways(label))) == []


@settings(deadline=None)
@given(any_quotes(), any_text())
def test_any_list_of_voices_fits(found: Sequence[Quote], label: str) -> None:
    assert refused(voices.list_(label, found, _any_ways(label), label)) == []


def refused(message: Message) -> list[str]:
    """What LINE would not take; sizes are counted with ASCII escapes, the most that they can be."""
    check_messages([message])
    sizes = {f"bubble {n}": (len(json.dumps(each)), 30 * 1024) for n, each in enumerate(bubbles(message))}
    sizes["message"] = (len(json.dumps(message["contents"])), 50 * 1024)
    sizes["bubbles"] = (len(bubbles(message)), 6)
    sizes["altText"] = (utf16(message["altText"]), 400)
    return [name for name, (size, most) in sizes.items() if size > most]


def brimful(text: str) -> Summary:
    count = Count(10**15, 10**15)
    bars = tuple(Bar(f"code_{n}", text, count) for n in range(200))
    quotes = (Quote(text, (text,) * 9, text, text),) * 200
    many = Part(1, text, count, bars, (text,) * 200)
    full = replace(some.FULL, count=count, before=count, trend=(Step(text, 10**15),) * 200, parts=(many,) * 9)
    filters = Scope(
        round="r" * 60, facet="f" * 60, district="7102", role="teacher", period="2025-10-01..2026-09-30"
    )
    full = replace(
        full, scope=filters, title=text, about=text, dates=text, before_label=text, nudge=text, note=text
    )
    return replace(full, quotes=quotes, gaps=(Gap(text, 10**15, 10**15),) * 200)


def _any_ways(label: str) -> list[Way]:
    return [(label, Order("search", words=label[:100]))] * 9

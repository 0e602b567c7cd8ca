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
from handlers.organising.cards.flex import together
from handlers.organising.cards.summary import carousel
from handlers.organising.saying import Way
from handlers.organising.words import worded
from handlers.simulator.standin_limits import check_messages
from tests.organising import summaries as some
from tests.organising.any_summary import any_quotes, any_summary, any_text

Message = dict[str, Any]
INVITATION = ("ชวนน้อง ๆ มาเล่าเรื่องโรงเรียนบ้านเราค่ะ " * 20)[:599] + "ค"
ONE_DISTRICT = replace(
    some.FULL,
    scope=Scope(district="7102"),
    gaps=(Gap("ไทรโยค · นักเรียน", 0, 60), Gap("ไทรโยค · ผู้ปกครอง", 9, 45)),
    quotes=(),
)
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


def copies(message: Message) -> list[str]:
    return [part["clipboardText"] for part in parts(message["contents"]) if "clipboardText" in part]


def widths(bubble: Message) -> list[str]:
    return [part["width"] for part in parts(bubble) if "width" in part]


def test_there_is_a_bubble_for_the_whole_each_focus_area_other_voices_and_the_silent() -> None:
    assert len(bubbles(shown(some.FULL))) == 6


def test_what_was_understood_stands_first_and_largest() -> None:
    first = bubbles(shown(some.NARROW))[0]["header"]["contents"][0]
    assert (first["text"], first["size"]) == (
        "ประเด็นที่\u00a02\u00a0· ไทรโยค\u00a0· ครู/บุคลากร\u00a0· 7\u00a0วัน",
        "xl",
    )


def test_change_is_told_by_a_mark_and_by_words() -> None:
    assert any(text.startswith("▲ เพิ่มขึ้น\u00a037\u00a0คน") for text in texts(shown(some.FULL)))


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
    assert copies(shown(some.FULL)) == [some.FULL.nudge]


@pytest.mark.parametrize("filled", ["น้ำ", "👩‍👩‍👧‍👦"])
def test_a_long_nudge_is_whole_however_little_room_there_is(filled: str) -> None:
    assert INVITATION in texts(shown(replace(brimful(filled * 500), nudge=INVITATION)))


@pytest.mark.parametrize("filled", ["น้ำ", "👩‍👩‍👧‍👦"])
def test_a_button_copies_a_nudge_whole_up_to_what_line_takes(filled: str) -> None:
    longest = ("ชวนคุย" * 200)[:1000]
    assert copies(shown(replace(brimful(filled * 500), nudge=longest))) == [longest]


def test_a_gap_is_not_told_against_a_target_that_says_no_more() -> None:
    few = replace(some.FULL, gaps=(Gap("สังขละบุรี · นักเรียน", None, 4),))
    assert "น้อยกว่า\u00a05\u00a0คน" in texts(shown(few))


def test_the_figure_of_a_gap_stays_on_one_line() -> None:
    assert "น้อยกว่า\u00a05\u00a0จาก\u00a045\u00a0คน" in texts(shown(some.FULL))


def test_gaps_of_one_district_do_not_repeat_its_name() -> None:
    assert [text for text in texts(shown(ONE_DISTRICT)) if "ไทรโยค" in text] == [
        "ใครยังไม่ค่อยได้พูด\u00a0· ไทรโยค"
    ]


def test_gaps_of_one_district_are_told_by_role() -> None:
    assert {"นักเรียน", "ผู้ปกครอง"} <= set(texts(shown(ONE_DISTRICT)))


def test_a_hidden_summary_is_not_compared() -> None:
    assert "compare" not in [order.kind for order in orders(shown(some.HIDDEN)) if order]


def test_a_hidden_summary_leads_to_the_whole_round_first() -> None:
    assert orders(shown(some.HIDDEN))[0] == Order("summary", replace(some.HIDDEN.scope, period=""))


def test_a_hidden_summary_of_which_the_whole_round_tells_no_more_leads_to_the_whole_province() -> None:
    first = orders(shown(replace(some.HIDDEN, note="")))[0]
    assert first == Order("summary", replace(some.HIDDEN.scope, district=""))


def test_a_hidden_summary_says_why_once() -> None:
    assert texts(shown(some.HIDDEN)).count(some.HIDDEN.note) == 1


def test_a_hidden_summary_without_a_note_says_why() -> None:
    assert worded("sum_hidden_why") in texts(shown(replace(some.HIDDEN, note="")))


def test_a_code_stays_on_one_line_with_its_word() -> None:
    assert "นักเรียน, รหัส\u00a0B3T9X" in texts(shown(some.FULL))


def test_a_quote_without_a_code_can_be_broken_anywhere() -> None:
    named = replace(some.QUOTES[0], code="")
    assert named.who in texts(shown(replace(some.FULL, quotes=(named,))))


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("1 ธ.ค. 2568 – 18 พ.ย. 2569", "1\u00a0ธ.ค.\u00a02568\u00a0– 18\u00a0พ.ย.\u00a02569"),
        ("ไทรโยค · ครู · 7 วัน", "ไทรโยค\u00a0· ครู\u00a0· 7\u00a0วัน"),
        ("สังขละบุรี (0 จาก 14 คน)", "สังขละบุรี (0\u00a0จาก\u00a014\u00a0คน)"),
    ],
)
def test_numbers_stay_with_their_words_and_no_line_begins_with_a_sign(told: str, kept: str) -> None:
    assert together(told) == kept


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


def test_figures_of_a_weekly_report_stay_on_one_line() -> None:
    told = texts(digest.bubble(some.FULL, some.WORTH, "นักเรียน (0 จาก 14 คน)", some.ACT, ()))
    assert "นักเรียน (0\u00a0จาก\u00a014\u00a0คน)" in told


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

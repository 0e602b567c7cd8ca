"""Organisers find what people said, masked, page by page; a group too small to hide in is not shown."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bot.organising.orders import Order
from bot.organising.scope import Scope
from bot.organising.taps import order_of
from handlers.data import load_searcher
from handlers.indexing import index_people
from handlers.organising import finding
from handlers.organising.asked import Answer, Asked
from models import answers, codings, folding, people, searching
from models.answers import Given
from models.codings import Coding
from models.database import Store
from models.organisers import Organiser
from models.people import people as people_table
from tests.exchange.chat import services

ROUND = "trial"
NOW = 1_790_000_000_000
DAY = 24 * 3_600_000


def say(
    store: Store, masked: str, *, who: str = "", theme: str = "budget", at: int = NOW, **more: Any
) -> int:
    """Somebody's answer, coded, counted and indexed. Returns whose it is."""
    with store.writing() as conn:
        known = people.find(conn, who or masked) or people.meet(conn, who or masked, b"", NOW)
        conn.execute(update(people_table).where(people_table.c.id == known.id).values(consent="v1"))
        slot = f"free.{len(answers.mine(conn, known.id, ROUND))}"
        given = Given(
            ROUND, known.id, slot, "free", "free", 1, "v1", at, "teacher", "state", "7101", "คำพูดจริง"
        )
        answer = answers.open(conn, replace(given, **more))
        codings.put(conn, answer.id, Coding((theme,), 1, ("problem",), "problem", masked), NOW)
        _follow(conn, known.id)
        return known.id


def _follow(conn: Connection, person: int) -> int:
    folding.recount(conn, [person], ROUND)
    return index_people(conn, [person], load_searcher())


def ask(store: Store, order: Order) -> Answer:
    with store.reading() as conn:
        asked = Asked(services(store), conn, Organiser(0, "K2", "viewer"), order, NOW)
        return (finding.search if order.kind == "search" else finding.latest)(asked)


def plain(store: Store, words: str = "", kind: str = "search", page: int = 0, **scope: Any) -> str:
    shown = ask(store, Order(kind, Scope(**scope), words=words, page=page, plain=True))
    return str(shown[0]["text"])


def ways(answer: Answer) -> dict[str, Order]:
    actions = [item["action"] for item in answer[-1].get("quickReply", {"items": []})["items"]]
    found = {action["label"]: order_of(action["data"]) for action in actions}
    return {label: order for label, order in found.items() if order}


def test_what_was_said_is_found_masked_with_its_code_and_theme(store: Store) -> None:
    say(store, "ครู[ชื่อคน] สอนคนเดียว")
    shown = plain(store, "ครู")
    assert all(part in shown for part in ("พบ 1 ความเห็น", "ครู[ชื่อคน] สอนคนเดียว", "รหัส", "งบประมาณ"))


def test_the_words_themselves_are_never_shown(store: Store) -> None:
    say(store, "ครูไม่พอ")
    assert "คำพูดจริง" not in plain(store, "ครู") + plain(store, kind="latest")


def test_the_day_is_told_in_the_buddhist_era(store: Store) -> None:
    say(store, "ครูไม่พอ")
    assert "21 กันยายน 2569" in plain(store, "ครู")


def test_spaces_and_hyphens_do_not_matter(store: Store) -> None:
    say(store, "อยากได้รถ รับ-ส่ง")
    assert "พบ 1 ความเห็น" in plain(store, "รถรับส่ง")


@pytest.mark.parametrize(("people_", "told"), [(4, False), (5, True)])
def test_a_role_is_told_where_five_people_share_it(store: Store, people_: int, told: bool) -> None:
    for number in range(people_):
        say(store, "ครูไม่พอ", who=str(number))
    assert ("ครู/บุคลากร" in plain(store, "ครู")) == told


def test_voices_of_a_group_too_small_to_hide_in_are_not_shown(store: Store) -> None:
    for number in range(4):
        say(store, "ครูไม่พอ", who=str(number))
    assert "น้อยกว่า 5 คน" in plain(store, "ครู", role="teacher")


def test_a_group_that_is_large_enough_is_shown(store: Store) -> None:
    for number in range(5):
        say(store, "ครูไม่พอ", who=str(number))
    for number in range(5):
        say(store, "ครูไม่พอ", who=f"other {number}", role="community", sector="civil", district="7102")
    assert "พบ 5 ความเห็น จาก 5 คน" in plain(store, "ครู", sector="state", zone="z1")


@pytest.mark.parametrize(
    "scope", [{"focus": 2}, {"facet": "review"}, {"theme": "travel"}, {"period": "yesterday"}]
)
def test_what_lies_outside_the_filters_is_not_found(store: Store, scope: dict[str, Any]) -> None:
    say(store, "ครูไม่พอ")
    assert "ยังไม่พบ" in plain(store, "ครู", **scope)


@pytest.mark.parametrize("scope", [{"focus": 1}, {"facet": "problem"}, {"theme": "budget"}])
def test_a_single_idea_inside_the_filters_is_found(store: Store, scope: dict[str, Any]) -> None:
    say(store, "ครูไม่พอ")
    assert "พบ 1 ความเห็น" in plain(store, "ครู", **scope)


# ---- what may be told of who spoke, and when


def crowd(store: Store, many: int, words: str = "ครูไม่พอ", **more: Any) -> None:
    for number in range(many):
        say(store, words, who=f"{words} {number} {sorted(more.items())}", **more)


ELSEWHERE = {"role": "community", "sector": "civil", "district": "7102"}
KINDS = pytest.mark.parametrize(("kind", "words"), [("search", "อาหาร"), ("latest", "")])


@pytest.mark.parametrize(("many", "told"), [(4, "พบ 4 ความเห็น"), (5, "พบ 5 ความเห็น จาก 5 คน")])
def test_people_are_counted_from_five(store: Store, many: int, told: str) -> None:
    crowd(store, many)
    assert plain(store, "ครู").split("\n")[1] == told


@KINDS
@pytest.mark.parametrize("who", [{"role": "teacher", "district": "7101"}, {"role": "teacher"}, {}])
def test_a_day_on_which_one_person_spoke_is_hidden_as_in_a_summary(
    store: Store, kind: str, words: str, who: dict[str, str]
) -> None:
    crowd(store, 12, at=NOW - 20 * DAY)
    crowd(store, 8, at=NOW - 20 * DAY, **ELSEWHERE)
    say(store, "อาหารกลางวันหายไป")
    assert "น้อยกว่า 5 คน" in plain(store, words, kind, period="today", **who)


@KINDS
def test_a_theme_of_one_person_in_a_group_is_hidden_as_in_a_summary(
    store: Store, kind: str, words: str
) -> None:
    crowd(store, 12)
    crowd(store, 8, **ELSEWHERE)
    say(store, "อาหารกลางวันหายไป", theme="food")
    assert "น้อยกว่า 5 คน" in plain(store, words, kind, role="teacher", theme="food")


def test_of_few_in_a_role_and_a_place_nothing_is_found(store: Store) -> None:
    crowd(store, 12)
    crowd(store, 8, **ELSEWHERE)
    say(store, "อาหารกลางวันหายไป")
    assert "น้อยกว่า 5 คน" in plain(store, "อาหาร", role="teacher", district="7101")


@pytest.mark.parametrize("scope", [{"role": "teacher"}, {"district": "7101"}, {"period": "today"}])
def test_of_few_in_a_group_or_days_the_words_alone_are_told(store: Store, scope: dict[str, str]) -> None:
    crowd(store, 12)
    crowd(store, 8, **ELSEWHERE)
    say(store, "อาหารกลางวันหายไป")
    shown = plain(store, "อาหาร", **scope)
    # the text, then its code: neither who nor when
    assert "“อาหารกลางวันหายไป” รหัส" in shown


def test_without_a_group_or_days_a_single_idea_keeps_its_day(store: Store) -> None:
    say(store, "อาหารกลางวันหายไป")
    assert "21 กันยายน 2569" in plain(store, "อาหาร")


def test_days_that_are_nearly_the_whole_round_widen_to_it(store: Store) -> None:
    crowd(store, 12)
    say(store, "อาหารกลางวันหายไป", at=NOW - 20 * DAY)
    assert "พบ 1 ความเห็น" in plain(store, "อาหาร", period="last_7_days")


def test_of_a_group_whole_weeks_are_looked_at_and_told(store: Store) -> None:
    crowd(store, 12, at=NOW - 10 * DAY)
    crowd(store, 8, at=NOW - 10 * DAY, **ELSEWHERE)
    assert "8–21 กันยายน 2569" in plain(store, "ครู", role="teacher", period="last_8_days")


def test_it_is_told_when_nothing_has_every_word(store: Store) -> None:
    say(store, "ครูไม่พอ")
    assert "ไม่มีที่ครบทุกคำ ใกล้เคียง 1 ความเห็น" in plain(store, "ครู ห้องน้ำ")


def test_eight_are_shown_and_a_button_goes_on(store: Store) -> None:
    for number in range(9):
        say(store, f"ครูไม่พอ ห้อง {number}", who=str(number))
    first = ask(store, Order("search", words="ครู", plain=True))
    assert str(first[0]["text"]).count("รหัส") == 8
    assert "ที่ 9–9" in str(ask(store, ways(first)["ดูต่อ"])[0]["text"])


def test_the_last_page_leads_nowhere_further(store: Store) -> None:
    say(store, "ครูไม่พอ")
    assert "ดูต่อ" not in ways(ask(store, Order("search", words="ครู", plain=True)))


def test_a_page_beyond_the_last_leads_back(store: Store) -> None:
    say(store, "ครูไม่พอ")
    assert list(ways(ask(store, Order("search", words="ครู", page=3)))) == ["กลับไปหน้าแรก"]


def test_a_search_without_words_asks_for_them_with_examples(store: Store) -> None:
    assert "รถรับส่ง" in ways(ask(store, Order("search", words="  ")))


def test_a_misspelt_word_leads_to_the_one_that_was_meant(store: Store) -> None:
    say(store, "อาหารกลางวันน้อย")
    near = ways(ask(store, Order("search", words="อาหารกลางวน")))
    assert near["อาหารกลางวัน"].words == "อาหารกลางวัน"


def test_nothing_is_offered_that_leads_to_nothing(store: Store) -> None:
    assert ways(ask(store, Order("search", words="อาหารกลางวน"))) == {}


def test_where_filters_leave_nothing_a_button_takes_them_off(store: Store) -> None:
    say(store, "ครูไม่พอ")
    wider = ways(ask(store, Order("search", Scope(focus=3), words="ครู")))["ดูทั้งหมด"]
    assert wider == Order("search", words="ครู")


def test_words_that_say_nothing_are_looked_for_to_the_letter(store: Store) -> None:
    say(store, "ดีนะคะ")
    say(store, "ครูไม่พอ")
    assert "พบ 1 ความเห็น" in plain(store, "นะคะ")


def test_the_latest_come_first(store: Store) -> None:
    for number, words in enumerate(("ครูไม่พอ", "น้ำไม่ไหล")):
        say(store, words, at=NOW - DAY + number)
    shown = plain(store, kind="latest")
    assert shown.index("น้ำไม่ไหล") < shown.index("ครูไม่พอ")


def test_nothing_to_say_is_no_news(store: Store) -> None:
    say(store, "ไม่มีค่ะ", theme="none")
    assert "ยังไม่มีความเห็น" in plain(store, kind="latest")


def test_the_card_holds_what_the_text_holds(store: Store) -> None:
    say(store, "ครูไม่พอ")
    card = ask(store, Order("search", words="ครู"))
    assert (card[0]["type"], "ครูไม่พอ" in str(card)) == ("flex", True)


def test_what_did_not_change_is_not_indexed_again(store: Store) -> None:
    person = say(store, "ครูไม่พอ")
    with store.writing() as conn:
        assert _follow(conn, person) == 0


def test_an_answer_that_was_coded_anew_is_found_by_its_new_words(store: Store) -> None:
    person = say(store, "ครูไม่พอ")
    with store.writing() as conn:
        codings.put(conn, answers.mine(conn, person, ROUND)[0].id, Coding(("budget",), masked="น้ำไม่ไหล"), NOW)
        assert _follow(conn, person) == 1
    assert "พบ 1 ความเห็น" in plain(store, "น้ำ")


def test_an_answer_that_was_taken_back_leaves_the_index(store: Store) -> None:
    person = say(store, "ครูไม่พอ")
    with store.writing() as conn:
        answers.put_words(conn, answers.mine(conn, person, ROUND)[0].id, "", 0, NOW)
        _follow(conn, person)
        assert conn.execute(searching.search_docs.select()).all() == []


def test_what_is_not_coded_yet_is_not_indexed(store: Store) -> None:
    person = say(store, "ครูไม่พอ")
    with store.writing() as conn:
        codings.put_none(conn, answers.mine(conn, person, ROUND)[0].id)
        _follow(conn, person)
    assert "ยังไม่พบ" in plain(store, "ครู")

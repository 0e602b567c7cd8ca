"""News: what grew beyond chance, and nothing that only looks so."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.thai.summing.news import News
from bot.thai.summing.summing import Summing
from bot.thai.summing.voice import Voice
from tests.bot.thai.summing.conftest import shared_summing, voice

ROOF, BUS, FULL = "หลังคาห้องเรียนรั่ว", "อยากได้รถรับส่งเด็ก", "ครูครบทุกวิชาแล้ว"


def said(text: str, people: int, theme: str = "facilities") -> list[Voice]:
    return [voice(text, theme=theme) for _ in range(people)]


def news(now: list[Voice], before: list[Voice]) -> dict[tuple[str, str], News]:
    summing = shared_summing()
    found = summing.news(summing.hear(now), summing.hear(before))
    return {(one.about, one.what): one for one in found}


def test_a_theme_of_many_more_people_has_grown() -> None:
    found = news(said(ROOF, 12) + said(FULL, 8, "praise"), said(ROOF, 2) + said(FULL, 18, "praise"))
    assert (found["theme", "facilities"].kind, found["theme", "facilities"].people_before) == ("grown", 2)


def test_a_phrase_of_many_more_people_has_grown() -> None:
    found = news(said(ROOF, 14) + said(FULL, 6), said(ROOF, 1) + said(FULL, 19))
    assert [one.kind for (about, what), one in found.items() if about == "phrase" and "หลังคา" in what] == [
        "grown"
    ]


def test_one_against_none_is_a_first_mention_and_no_trend() -> None:
    found = news(said(FULL, 9) + said(BUS, 1, "travel_remote"), said(FULL, 9))
    assert found["theme", "travel_remote"].kind == "first"


def test_three_against_one_is_no_news() -> None:
    now = said(FULL, 9) + said(BUS, 3, "travel_remote")
    assert ("theme", "travel_remote") not in news(now, said(FULL, 9) + said(BUS, 1, "travel_remote"))


def test_what_grows_with_the_number_of_people_is_no_news() -> None:
    assert news(said(ROOF, 40) + said(FULL, 40), said(ROOF, 10) + said(FULL, 10)) == {}


def test_who_says_more_of_everything_makes_no_news() -> None:
    before = [voice(text, f"p{one}", theme=theme) for one in range(20) for text, theme in ((FULL, "x"),)]
    now = [
        voice(text, f"p{one}", theme=theme)
        for one in range(20)
        for text, theme in ((FULL, "x"), (FULL, "x"), (ROOF, "facilities"))
    ]
    before += [voice(ROOF, f"p{one}", theme="facilities") for one in range(8)]
    assert ("theme", "facilities") not in news(now, before)


def test_without_an_earlier_period_there_is_no_news() -> None:
    assert news(said(ROOF, 20), []) == {}


def test_what_has_grown_stands_before_what_is_first(summing: Summing) -> None:
    now = said(ROOF, 12) + said(BUS, 2, "travel_remote") + said(FULL, 6, "x")
    found = summing.news(summing.hear(now), summing.hear(said(ROOF, 1) + said(FULL, 19, "x")))
    kinds = [one.kind for one in found]
    assert kinds == sorted(kinds, key=("grown", "first").index)


PEOPLE = st.lists(
    st.builds(
        Voice,
        code=st.sampled_from(("a1", "a2")),
        person=st.sampled_from(("p1", "p2", "p3", "p4", "p5", "p6", "p7")),
        text=st.sampled_from((ROOF, BUS, FULL, "")),
        themes=st.sampled_from((("a",), ("b",), ("a", "b"), ())),
        stance=st.just("problem"),
        given_at=st.integers(0, 2),
    ),
    max_size=14,
)


@given(now=PEOPLE, before=PEOPLE)
@settings(max_examples=30, deadline=None)
def test_news_never_count_more_people_than_there_are(now: list[Voice], before: list[Voice]) -> None:
    here, there = len({one.person for one in now}), len({one.person for one in before})
    assert all(
        0 < one.people_now <= here and one.people_before <= there for one in news(now, before).values()
    )


@given(now=PEOPLE, before=PEOPLE)
@settings(max_examples=30, deadline=None)
def test_a_trend_has_five_people_and_a_first_mention_had_none(now: list[Voice], before: list[Voice]) -> None:
    found = news(now, before).values()
    assert all(one.people_now >= 5 if one.kind == "grown" else not one.people_before for one in found)

"""Laws of the tallies: whatever people said, sums over any days are what counting them one by one gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.summaries.telling import (
    ANSWERED,
    JOINED,
    NEVER,
    WHOLE,
    Spoken,
    Tally,
    Told,
    added,
    difference,
    tally,
    told_of,
    what_of,
    who_of,
)

DAYS = st.integers(700_000, 700_012)
SPOKEN = st.builds(
    Spoken,
    round=st.sampled_from(["1", "2"]),
    day=DAYS,
    role=st.sampled_from(["", "teacher", "parent"]),
    district=st.sampled_from(["", "7101", "7102"]),
    focus=st.integers(0, 3),
    facets=st.sampled_from([(), ("problem",), ("problem", "development")]),
    themes=st.sampled_from([(), ("budget",), ("budget", "digital")]),
)
TOLD = st.builds(
    Told, round=st.just("1"), joined=DAYS, consented=st.booleans(), spoken=st.lists(SPOKEN).map(tuple)
)
CROWD = st.lists(TOLD, max_size=8)


def people(tallies: Tally, what: str, who: str, first: int, after: int) -> int:
    return sum(
        number
        for key, (number, _) in tallies.items()
        if (key.round, key.what, key.who) == ("1", what, who)
        and first <= key.day < after
        and (key.next_day == NEVER or key.next_day >= after)
    )


def who_spoke(crowd: list[Told], first: int, after: int, theme: str) -> int:
    return sum(
        any(
            o.round == "1" and first <= o.day < after and (not theme or theme in o.themes) for o in one.spoken
        )
        for one in crowd
    )


@given(CROWD, DAYS, DAYS, st.sampled_from(["", "budget", "digital"]))
@settings(max_examples=200)
def test_people_of_any_days_are_a_sum(crowd, one, other, theme):
    first, after = sorted((one, other))
    tallies = added(map(tally, crowd))
    assert people(tallies, what_of(theme=theme), who_of(), first, after) == who_spoke(
        crowd, first, after, theme
    )


@given(CROWD)
def test_the_whole_round_is_counted_like_all_its_days(crowd):
    tallies = added(map(tally, crowd))
    assert people(tallies, "", "", WHOLE, WHOLE + 1) == people(tallies, "", "", 1, 800_000)


@given(CROWD)
def test_the_cells_of_roles_and_districts_add_up_to_all(crowd):
    tallies = added(map(tally, crowd))
    cells = [who_of(r, d) for r in ("", "teacher", "parent") for d in ("", "7101", "7102")]
    assert sum(people(tallies, "", cell, 1, 800_000) for cell in cells) == people(tallies, "", "", 1, 800_000)


@given(TOLD, TOLD)
def test_what_is_added_for_a_change_is_the_difference(before, after):
    assert added([tally(before), difference(tally(after), tally(before))]) == tally(after)


@given(TOLD)
def test_what_was_counted_can_be_read_back(told):
    assert told_of(told.as_json()) == told


def test_an_answer_in_another_round_is_no_answer_of_those_who_came_to_this_one():
    told = Told("1", 700_000, True, False, (Spoken("2", 700_001),))
    assert ANSWERED not in {key.what for key in tally(told)}


def test_a_person_who_never_spoke_has_joined():
    assert {key.what for key in tally(Told("1", 700_000))} == {JOINED}

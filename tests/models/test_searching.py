"""Answers are found by their words, best first, on both databases; what is gone is found no more."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, update

from models import answers, codings, finding, people, scrub, searching
from models.answers import Given
from models.codings import Coding
from models.database import Store
from models.finding import Found, Wanted
from models.people import people as people_table
from tests.exchange.test_no_byte_left import files
from tests.models.people import NOW

ROUND = "trial"
WORD = "กระดิ่งทองแดง"
ANY_TEXT = st.text(max_size=60)
AWKWARD = st.sampled_from(
    ["AND", "OR", "NOT", "NEAR(", '"', "'", "*", "^", ":", "(", ")", "&", "|", "!", "\\", "\0"]
)
total = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def say(
    conn: Connection,
    words: str,
    marks: Iterable[str] = (),
    *,
    who: str = "",
    agreed: str = "v1",
    at: int = NOW,
) -> int:
    """Somebody's answer, with spaces between its words, in the index."""
    person = people.find(conn, who or words) or people.meet(conn, who or words, b"", NOW)
    conn.execute(update(people_table).where(people_table.c.id == person.id).values(consent=agreed))
    slot = f"free.{len(answers.mine(conn, person.id, ROUND))}"
    answer = answers.open(conn, Given(ROUND, person.id, slot, "free", "free", 1, "v1", at, text=words))
    codings.put(conn, answer.id, Coding(("budget",), 1, (), "problem", words.replace(" ", "")), at)
    searching.put(conn, answer.id, words.split(), marks)
    return answer.id


def look(store: Store, words: str, limit: int = 8, offset: int = 0, **more: object) -> Found:
    with store.reading() as conn:
        wanted = replace(Wanted(ROUND, tuple(words.split())), **more)
        return finding.find(conn, wanted, limit=limit, offset=offset)


def ids(found: Found) -> list[int]:
    return [hit.id for hit in found.hits]


def test_an_answer_is_found_by_a_word_and_shown_masked(store: Store) -> None:
    with store.writing() as conn:
        say(conn, "ครู ไม่ พอ")
        say(conn, "น้ำ ไม่ ไหล")
    assert [hit.text for hit in look(store, "ครู").hits] == ["ครูไม่พอ"]


def test_a_word_finds_longer_ones_that_begin_with_it(store: Store) -> None:
    with store.writing() as conn:
        known = say(conn, "อาหารกลางวัน น้อย")
        say(conn, "โรงอาหาร เก่า")
    assert ids(look(store, "อาหาร")) == [known]


def test_a_number_finds_no_longer_one(store: Store) -> None:
    with store.writing() as conn:
        say(conn, "ปี 2569")
    assert ids(look(store, "25")) == []


def test_a_short_answer_comes_before_a_long_one(store: Store) -> None:
    with store.writing() as conn:
        short = say(conn, "ครู น้อย")
        long = say(conn, f"ครู {'ไป มา ' * 20}")
    assert ids(look(store, "ครู")) == [short, long]


def test_words_that_stand_together_come_before_words_apart(store: Store) -> None:
    with store.writing() as conn:
        together = say(conn, "มี รถ รับ ส่ง แล้ว")
        apart = say(conn, "ส่ง ลูก รับ ลูก ด้วย รถ")
    assert ids(look(store, "รถ รับ ส่ง")) == [together, apart]


def test_every_word_comes_before_some_of_them(store: Store) -> None:
    with store.writing() as conn:
        whole = say(conn, f"ครู {'ไป มา ' * 20} น้ำ")
        some = say(conn, "น้ำ")
    found = look(store, "ครู น้ำ")
    assert (ids(found), found.mentions, found.whole) == ([whole, some], 2, 1)


def test_the_newer_of_two_that_are_as_good_comes_first(store: Store) -> None:
    with store.writing() as conn:
        older, newer = say(conn, "ครู น้อย", who="a"), say(conn, "ครู น้อย", who="b")
    assert ids(look(store, "ครู")) == [newer, older]


def test_people_and_answers_are_counted_apart(store: Store) -> None:
    with store.writing() as conn:
        for who in ("a", "a", "b"):
            say(conn, "ครู น้อย", who=who)
    found = look(store, "ครู")
    assert (found.mentions, found.people) == (3, 2)


def test_the_second_page_goes_on_after_the_first(store: Store) -> None:
    with store.writing() as conn:
        said = [say(conn, "ครู", who=str(number)) for number in range(5)]
    pages = [ids(look(store, "ครู", 2, offset)) for offset in (0, 2, 4, 6)]
    assert pages == [said[:2:-1], said[2:0:-1], said[:1], []]


def test_without_words_the_newest_come_first(store: Store) -> None:
    with store.writing() as conn:
        said = [say(conn, words) for words in ("ครู", "น้ำ", "ไฟ")]
    assert ids(look(store, "")) == said[::-1]


def test_marks_narrow_and_those_of_one_group_stand_for_each_other(store: Store) -> None:
    with store.writing() as conn:
        first = say(conn, "ครู", ["role_teacher", "focus_1"], who="a")
        say(conn, "ครู", ["role_parent", "focus_2"], who="b")
        third = say(conn, "ครู", ["role_parent", "focus_1"], who="c")
        say(conn, "ครู", ["role_student", "focus_1"], who="d")
    marks = (("role_teacher", "role_parent"), ("focus_1",))
    assert ids(look(store, "ครู", marks=marks)) == [third, first]


def test_a_mark_is_no_word(store: Store) -> None:
    with store.writing() as conn:
        say(conn, "ครู", ["role_teacher"])
    assert ids(look(store, "role_teacher")) == []


def test_a_mark_is_no_part_of_a_longer_one(store: Store) -> None:
    with store.writing() as conn:
        say(conn, "ครู", ["district_7101"])
    assert ids(look(store, "", marks=(("district_710",),))) == []


def test_a_group_of_no_marks_finds_nothing(store: Store) -> None:
    with store.writing() as conn:
        say(conn, "ครู")
    assert ids(look(store, "ครู", marks=((),))) == []


def test_only_what_was_given_in_the_period_is_found(store: Store) -> None:
    with store.writing() as conn:
        said = [say(conn, "ครู", who=str(at), at=at) for at in (100, 200, 300)]
    assert ids(look(store, "ครู", since=200, before=300)) == [said[1]]


def test_another_round_is_not_found(store: Store) -> None:
    with store.writing() as conn:
        say(conn, "ครู")
    assert ids(look(store, "ครู", round="2568")) == []


def test_whoever_took_consent_back_is_not_found(store: Store) -> None:
    with store.writing() as conn:
        say(conn, "ครู", agreed="")
    assert look(store, "ครู") == Found()


def test_what_is_nobodys_any_more_is_found(store: Store) -> None:
    with store.writing() as conn:
        kept = say(conn, "ครู", who=f"{people.ANONYMOUS}1", agreed="")
    assert ids(look(store, "ครู")) == [kept]


def test_an_answer_that_holds_nothing_any_more_is_not_found(store: Store) -> None:
    with store.writing() as conn:
        answers.put_words(conn, say(conn, "ครู"), "", 0, NOW)
    assert look(store, "ครู") == Found()


def test_an_answer_that_is_indexed_anew_is_found_by_its_new_words_only(store: Store) -> None:
    with store.writing() as conn:
        searching.put(conn, say(conn, "ครู"), ["น้ำ"])
    assert [look(store, words).mentions for words in ("ครู", "น้ำ")] == [0, 1]


def test_what_is_dropped_is_not_found(store: Store) -> None:
    with store.writing() as conn:
        searching.drop(conn, [say(conn, "ครู")])
    assert look(store, "ครู") == Found()


def test_an_answer_that_is_removed_leaves_the_index(store: Store) -> None:
    with store.writing() as conn:
        answers.remove(conn, say(conn, "ครู"))
        assert conn.execute(searching.search_docs.select()).all() == []


def test_a_person_who_is_erased_leaves_the_index_as_it_should_be(sqlite_url: str) -> None:
    """FTS5 itself says whether it holds exactly what its table holds."""
    store = Store(sqlite_url)
    with store.writing() as conn:
        say(conn, "ครู น้อย", who="a")
        say(conn, "น้ำ ไม่ ไหล", who="b")
        people.erase(conn, people.find(conn, "a").id)  # type: ignore[union-attr]
        conn.exec_driver_sql("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    assert look(store, "น้ำ").mentions == 1


def test_the_index_lacks_what_was_said_but_not_indexed(store: Store) -> None:
    with store.writing() as conn:
        searching.drop(conn, [say(conn, "ครู", who="a")])
        say(conn, "น้ำ", who="b")
        assert searching.missing(conn, 9) == [people.find(conn, "a").id]  # type: ignore[union-attr]


def test_what_is_no_word_is_found_to_the_letter(store: Store) -> None:
    with store.writing() as conn:
        known = say(conn, "ครู 100%")
        say(conn, "ครู 1000")
        assert ids(finding.find_text(conn, Wanted(ROUND), "0%", limit=8)) == [known]


@total
@given(st.lists(ANY_TEXT | AWKWARD, max_size=20))
def test_any_words_may_be_looked_for(store: Store, words: list[str]) -> None:
    with store.reading() as conn:
        wanted = Wanted(ROUND, tuple(words), (tuple(words),))
        assert finding.find(conn, wanted, limit=8) == Found()


@total
@given(st.text(max_size=60) | AWKWARD)
def test_any_text_may_be_looked_for(store: Store, text: str) -> None:
    with store.reading() as conn:
        assert finding.find_text(conn, Wanted(ROUND), text, limit=8) == Found()


@total
@given(st.lists(ANY_TEXT | AWKWARD, max_size=20))
def test_any_words_may_be_indexed_and_each_finds_the_answer(store: Store, words: list[str]) -> None:
    with store.writing() as conn:
        answer = say(conn, "ครู", who=repr(words))
        searching.put(conn, answer, words, words)
        plain = searching.safe(words)
        found = [finding.find(conn, Wanted(ROUND, (word,)), limit=8).mentions for word in plain]
        people.erase(conn, people.find(conn, repr(words)).id)  # type: ignore[union-attr]
    assert found == [1] * len(plain)


def _struck_out(store: Store) -> None:
    with store.writing() as conn:
        say(conn, WORD, who="a")
        say(conn, "น้ำ", who="b")
        conn.exec_driver_sql("ANALYZE")
    with store.writing() as conn:
        people.erase(conn, people.find(conn, "a").id)  # type: ignore[union-attr]


def _in_files(store: Store) -> bool:
    return any(WORD.encode() in each for each in files(store))


@pytest.mark.new_files
def test_a_word_of_somebody_who_was_erased_stays_in_the_blocks_of_fts5(sqlite_url: str) -> None:
    """Why they must be merged: the day this fails, rewriting the file is enough."""
    store = Store(sqlite_url)
    _struck_out(store)
    plain = sqlite3.connect(str(store.url.database))
    plain.execute("VACUUM")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()
    assert _in_files(store)


@pytest.mark.new_files
def test_no_word_of_somebody_who_was_erased_stays_in_the_files_once_they_are_scrubbed(store: Store) -> None:
    _struck_out(store)
    scrub.scrub(store, NOW)
    assert not _in_files(store)

"""What people said is stored to the letter, joined in the order it was said, and gone when it is taken back."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.state import Profile, State, Talking
from models import answers, bubbles, codes, codings, inbox, people, states
from models.bubbles import Bubble
from models.codings import Coding
from models.database import Store
from tests.models import people as invented
from tests.models.people import NOW, meet

ANY_WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=300)
slow_start = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@slow_start
@given(ANY_WORDS)
def test_any_words_come_back_to_the_letter(store: Store, words: str) -> None:
    with store.writing() as conn:
        person = meet(conn, f"{words!r}")
        answer = invented.answer(conn, person)
        bubbles.keep(conn, Bubble(answer.id, person, "m1", NOW, words))
        kept = bubbles.joined(conn, answer.id).text
        people.erase(conn, person)
    assert kept == words


@slow_start
@given(st.permutations(range(5)))
def test_bubbles_are_joined_in_the_order_they_were_said(store: Store, order: list[int]) -> None:
    with store.writing() as conn:
        person = meet(conn)
        answer = invented.answer(conn, person)
        for n in order:
            bubbles.keep(conn, Bubble(answer.id, person, f"m{n}", NOW + n, f"คำที่ {n}"))
        joined = bubbles.joined(conn, answer.id).text
        people.erase(conn, person)
    assert joined == "คำที่ 0\nคำที่ 1\nคำที่ 2\nคำที่ 3\nคำที่ 4"


def test_bubbles_of_one_moment_keep_the_order_they_came_in(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        answer = invented.answer(conn, person)
        for words in ("หนึ่ง", "สอง"):
            bubbles.keep(conn, Bubble(answer.id, person, words, NOW, words))
        assert bubbles.joined(conn, answer.id).text == "หนึ่ง\nสอง"


def test_the_same_message_twice_is_one_bubble(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        answer = invented.answer(conn, person)
        bubbles.keep(conn, Bubble(answer.id, person, "m1", NOW, "ครูไม่พอ"))
        bubbles.keep(conn, Bubble(answer.id, person, "m1", NOW, "ครูไม่พอ"))
        assert bubbles.joined(conn, answer.id).text == "ครูไม่พอ"


def test_what_is_set_aside_does_not_count_but_stays(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        answer = invented.answer(conn, person)
        bubbles.keep(conn, Bubble(answer.id, person, "m1", NOW, "ครูไม่พอ"))
        bubbles.set_aside(conn, answer.id, NOW)
        assert (bubbles.joined(conn, answer.id).text, bubbles.any_left(conn, answer.id)) == ("", True)


def test_an_erased_bubble_is_gone(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        answer = invented.answer(conn, person)
        bubbles.keep(conn, Bubble(answer.id, person, "m1", NOW, "ครูไม่พอ"))
        bubbles.erase(conn, person, "m1")
        assert not bubbles.any_left(conn, answer.id)


def test_nobody_erases_another_persons_bubble(store: Store) -> None:
    with store.writing() as conn:
        person, other = meet(conn, "a"), meet(conn, "b")
        answer = invented.answer(conn, person)
        bubbles.keep(conn, Bubble(answer.id, person, "m1", NOW, "ครูไม่พอ"))
        bubbles.erase(conn, other, "m1")
        assert bubbles.any_left(conn, answer.id)


def test_moved_bubbles_count_for_the_other_answer(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        first, second = invented.answer(conn, person, "problem"), invented.answer(conn, person, "action")
        bubbles.keep(conn, Bubble(first.id, person, "m1", NOW, "ครูไม่พอ"))
        bubbles.move(conn, person, ["m1"], second.id)
        assert (bubbles.joined(conn, first.id).text, bubbles.joined(conn, second.id).text) == ("", "ครูไม่พอ")


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set("BILOSUWZAE01") & set(codes.LETTERS)


def test_a_thousand_answers_have_a_thousand_codes(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        [invented.answer(conn, person, f"free.{n}") for n in range(1000)]
        found = conn.exec_driver_sql("SELECT count(DISTINCT code), min(length(code)) FROM answers").one()
    assert tuple(found) == (1000, codes.LENGTH)


def test_an_answer_with_nothing_in_it_is_not_shown(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        invented.answer(conn, person)
        assert answers.mine(conn, person, "trial") == []


def test_an_answer_with_only_a_choice_is_shown(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        answers.put_chosen(conn, invented.answer(conn, person).id, ["year", "term"], NOW)
        assert [answer.chosen for answer in answers.mine(conn, person, "trial")] == [("year", "term")]


def test_another_round_is_another_answer(store: Store) -> None:
    with store.writing() as conn:
        person = meet(conn)
        invented.answer(conn, person, round="2568")
        assert answers.find(conn, person, "2569", "problem") is None


def test_a_coding_again_replaces_the_older(store: Store) -> None:
    with store.writing() as conn:
        answer = invented.answer(conn, meet(conn))
        answers.put_words(conn, answer.id, "ครูไม่พอ", 0, NOW)
        for theme in ("a", "b"):
            codings.put(conn, answer.id, Coding((theme,)), NOW)
        assert [told.themes for told in codings.told(conn, 0, 9)] == [("b",)]


def test_a_state_comes_back_as_it_was(store: Store) -> None:
    state = State(Talking("free.1", 2), Profile(district="7101"), "v1", turn=7)
    with store.writing() as conn:
        person = meet(conn)
        states.save(conn, person, State(), NOW)
        states.save(conn, person, state, NOW)
        assert states.load(conn, person) == state


def test_a_person_without_a_state_is_at_the_beginning(store: Store) -> None:
    with store.writing() as conn:
        assert states.load(conn, meet(conn)) == State()


def test_an_event_is_taken_once(store: Store) -> None:
    with store.writing() as conn:
        first = inbox.take(conn, "e1", NOW, kind="follow")
        assert (first, inbox.take(conn, "e1", NOW, kind="follow")) == (True, False)


def test_a_person_is_found_by_the_handle(store: Store) -> None:
    with store.writing() as conn:
        known = people.meet(conn, "h", b"", NOW)
        assert people.find(conn, "h") == known


def test_a_number_of_an_erased_person_is_never_given_again(store: Store) -> None:
    with store.writing() as conn:
        gone = meet(conn, "a")
        people.erase(conn, gone)
        assert meet(conn, "b") > gone

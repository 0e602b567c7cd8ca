"""A right code makes somebody an organiser; a wrong one, or any after five, shows nobody that there are organisers."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from bot.events import Said, Tapped
from handlers.organising import invitations
from handlers.organising.joining import by_code
from models import invites, organisers, people, slots
from models.database import Store
from models.organisers import OWNER, ROLES, Organiser
from models.schema import metadata
from tests.exchange.chat import IDENTITY, services
from tests.exchange.group_chat import HOUR
from tests.exchange.team import (
    OPERATOR,
    WORDS,
    Member,
    acts,
    buttons,
    code_for,
)

# ---- a code is typed


@pytest.mark.parametrize("role", ROLES)
def test_a_code_with_its_sentence_makes_an_organiser(somebody: Member, role: str) -> None:
    answer = somebody.types(f"เข้าร่วมทีมผู้จัด {code_for(somebody, role)}")
    assert (answer, somebody.known.role) == (WORDS[f"team_welcome_{role}"], role)


def test_a_code_alone_does_too(somebody: Member) -> None:
    somebody.types(code_for(somebody).lower().replace("-", " "))
    assert somebody.organiser is not None


def test_what_the_inviter_said_of_them_is_kept(somebody: Member) -> None:
    somebody.becomes("viewer", round="1", label="ครูสมศรี")
    made, now = somebody.known, somebody.clock.now()
    expected = Organiser(somebody.id, somebody.known.code, "viewer", "1", "ครูสมศรี", OPERATOR, now)
    assert made == expected


def test_the_welcome_tells_in_three_lines_what_can_be_typed() -> None:
    lines = {role: WORDS[f"team_welcome_{role}"].count("\n“") for role in ROLES}
    assert lines == dict.fromkeys(ROLES, 3)


def test_the_welcome_has_buttons_for_a_summary_and_for_help(somebody: Member) -> None:
    now = somebody.clock.now()
    code = invitations.sentence(code_for(somebody))
    with somebody.services.store.writing() as conn:
        event = Said(text=code, message_id="m", at=now, now=now)
        answer = by_code(somebody.services, conn, somebody.person, event)
    assert [order.kind for order in buttons(answer or ()).values()] == ["summary", "help"]


def test_joining_is_in_the_log_without_the_name(owner: Member) -> None:
    told = [(OPERATOR, "invite", "owner"), (owner.known.code, "join", "owner")]
    assert acts(owner.services.store) == told


def test_the_answers_of_a_person_and_their_place_stay_as_they_were(store: Store) -> None:
    member = Member(services(store))
    member.at_first_question()
    before = member.state
    member.becomes("viewer")
    assert member.state == before


@pytest.mark.parametrize("text", ["เข้าร่วมทีมผู้จัด K7F3Q-2MXDR", "เข้าร่วมทีมผู้จัด K7F3Q", "เข้าร่วมทีมผู้จัด OIOI"])
def test_a_wrong_code_with_its_sentence_gets_a_kind_answer(somebody: Member, text: str) -> None:
    assert (somebody.types(text), somebody.organiser) == (WORDS["team_wrong_code"], None)


@pytest.mark.parametrize(
    "text", ["K7F3Q-2MXDR", "K7F3Q2MXDR", "สรุป", "เข้าร่วมทีมผู้จัด", "โรงเรียนขาดครู", "0812345678", "O7F3Q2MXDR"]
)
def test_all_else_of_a_stranger_gets_the_ordinary_answer(somebody: Member, text: str) -> None:
    assert somebody.types(text) is None


def test_a_code_inside_talk_is_talk(somebody: Member) -> None:
    code = code_for(somebody)
    assert (somebody.types(f"มีคนส่ง {code} มาให้"), somebody.organiser) == (None, None)


def test_a_button_is_no_code(somebody: Member) -> None:
    now, code = somebody.clock.now(), code_for(somebody)
    assert somebody.hears(Tapped(data=code, at=now, now=now)) is None


def test_a_code_that_ran_out_makes_nobody_an_organiser(somebody: Member) -> None:
    code = code_for(somebody)
    somebody.clock.forward(2 * HOUR)
    assert somebody.types(invitations.sentence(code)) == WORDS["team_wrong_code"]


def test_a_code_for_a_group_makes_nobody_an_organiser(somebody: Member) -> None:
    code, now = invites.new_code(), somebody.clock.now()
    with somebody.services.store.writing() as conn:
        digest = invites.digest(IDENTITY, code)
        invites.add(conn, digest, kind=invites.GROUP, now=now, expires_at=now + HOUR)
    assert somebody.types(invitations.sentence(code)) == WORDS["team_wrong_code"]


def test_a_code_works_once(somebody: Member, other: Member) -> None:
    told = invitations.sentence(code_for(somebody))
    somebody.types(told)
    assert (other.types(told), other.organiser) == (WORDS["team_wrong_code"], None)


def test_of_several_who_type_one_code_at_once_one_organises(somebody: Member) -> None:
    members = [Member(somebody.services, "U" + str(number) * 32).met() for number in range(3, 7)]
    told = invitations.sentence(code_for(somebody))
    start = threading.Barrier(len(members))

    def type_it(member: Member) -> None:
        start.wait()
        member.types(told)

    threads = [threading.Thread(target=type_it, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [member.organiser is not None for member in members].count(True) == 1


def test_no_table_holds_a_letter_of_a_code(somebody: Member) -> None:
    code = code_for(somebody)
    somebody.types(f"เข้าร่วมทีมผู้จัด {code}")
    with somebody.services.store.reading() as conn:
        kept = str([conn.execute(select(table)).all() for table in metadata.sorted_tables])
    assert [form for form in (code, code.replace("-", ""), code[:5]) if form in kept.upper()] == []


# ---- five wrong codes


def guess(member: Member, times: int, sentence: str = "เข้าร่วมทีมผู้จัด ") -> list[str | None]:
    return [member.types(f"{sentence}CCCCC-CCCC{number}") for number in range(2, 2 + times)]


def test_five_wrong_codes_are_answered_and_the_sixth_is_an_ordinary_message(somebody: Member) -> None:
    wrong = [WORDS["team_wrong_code"]] * 4 + [WORDS["team_wrong_code_last"], None]
    assert guess(somebody, 6) == wrong


def test_after_five_wrong_codes_the_right_one_is_an_ordinary_message(somebody: Member) -> None:
    guess(somebody, 5)
    assert (somebody.types(invitations.sentence(code_for(somebody))), somebody.organiser) == (None, None)


def test_wrong_codes_without_the_sentence_count_too(somebody: Member) -> None:
    guess(somebody, 5, sentence="")
    assert somebody.types(invitations.sentence(code_for(somebody))) is None


@pytest.mark.parametrize(("after", "heard"), [(HOUR - 1, False), (HOUR, True)])
def test_an_hour_later_the_right_code_is_heard(somebody: Member, after: int, heard: bool) -> None:
    guess(somebody, 5)
    somebody.clock.forward(after)
    somebody.becomes("viewer")
    assert (somebody.organiser is not None) == heard


def test_one_who_guesses_locks_out_nobody_else(somebody: Member, other: Member) -> None:
    guess(somebody, 6)
    assert other.becomes("viewer").organiser is not None


def test_who_was_erased_and_came_back_has_no_new_tries(somebody: Member) -> None:
    guess(somebody, 5)
    with somebody.services.store.writing() as conn:
        people.erase(conn, somebody.id)
    assert guess(somebody.met(), 1) == [None]


def test_the_marks_of_tries_name_nobody(somebody: Member) -> None:
    guess(somebody, 1)
    with somebody.services.store.reading() as conn:
        kept = str(conn.execute(select(slots.slots)).all())
    assert [name for name in (somebody.user_id, somebody.person.handle, "CCCCC") if name in kept] == []


# ---- organisers who type a code


def test_a_code_of_another_role_changes_the_role(owner: Member, viewer: Member) -> None:
    code = viewer.known.code
    answer = viewer.types(code_for(viewer, "organiser", made_by=owner.known.code))
    changed = viewer.known
    assert answer == WORDS["team_changed"].format(role="ผู้จัด")
    assert (changed.code, changed.role, changed.label) == (code, "organiser", "ครูสมศรี")
    assert acts(owner.services.store)[-1] == (code, "change role", "viewer to organiser")


def test_a_code_of_the_same_role_and_round_is_kept_for_somebody_else(viewer: Member) -> None:
    code = code_for(viewer, "viewer")
    third = Member(viewer.services, "U" + "3" * 32).met()
    told = [viewer.types(code), third.types(code)]
    assert told == [WORDS["team_already"].format(role="ผู้ดู"), WORDS["team_welcome_viewer"]]


def test_a_code_of_another_round_changes_the_round(viewer: Member) -> None:
    viewer.types(code_for(viewer, "viewer", round="1"))
    assert viewer.known.round == "1"


def test_an_owner_who_tries_the_own_code_does_not_use_it_up(owner: Member, other: Member) -> None:
    code = code_for(owner, "viewer", made_by=owner.known.code)
    told = [owner.types(code), other.types(code)]
    assert told == [WORDS["team_own_code"], WORDS["team_welcome_viewer"]]


def test_the_last_owner_stays_one(owner: Member) -> None:
    answer = owner.types(code_for(owner, "viewer"))
    assert (answer, owner.known.role) == (WORDS["team_stays_owner"], OWNER)


def test_an_owner_beside_another_may_become_less(owner: Member, other: Member) -> None:
    other.becomes(OWNER).becomes("viewer")
    assert other.known.role == "viewer"


def become_less(conn: Connection, person_id: int) -> None:
    known = organisers.of(conn, person_id)
    assert known
    organisers.keep(conn, replace(known, role="organiser"))


@pytest.mark.parametrize("lose", [organisers.remove, people.erase, become_less])
def test_a_code_dies_with_the_power_of_who_made_it(
    owner: Member, other: Member, lose: Callable[[Connection, int], None]
) -> None:
    """Otherwise an owner who was taken out would have a way back in."""
    other.becomes(OWNER)
    told = invitations.sentence(code_for(other, OWNER, made_by=other.known.code))
    with other.services.store.writing() as conn:
        lose(conn, other.id)
    assert Member(owner.services, "U" + "3" * 32).met().types(told) == WORDS["team_wrong_code"]

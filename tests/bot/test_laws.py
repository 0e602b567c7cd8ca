"""Laws of the conversation: they hold for every person, every message and every order of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import step
from bot.effects import Ask, Record, Say, Show, WakeAfter
from bot.events import Came, Edited, Event, Joined, Left, Quiet, Said, Sent, Tapped, Unsent, Where
from bot.form import Form
from bot.given import Given, Memory
from bot.speech import MOST_BUBBLES, speak
from bot.state import (
    Asking,
    Choosing,
    Confirming,
    Consenting,
    Declined,
    Idle,
    New,
    Paused,
    Picking,
    Place,
    Placing,
    Profile,
    State,
    Talking,
    from_json,
    to_json,
)
from bot.who import missing
from handlers.data import load_form
from handlers.line.outbound import messages
from handlers.simulator.standin_limits import check_messages
from tests.bot.walking import Walker, actions

FORM = load_form()

ids = st.sampled_from((*FORM.questions, "gone", "", "free.1", "age", "role", "district", "delete", "restart"))
WHERES = "do consent menu focus pick confirm age zone edit drop page".split()
WHATS = """yes no 1 !skip !!skip !more !x teacher all delete u10 problem free.1 free.² !copy !edit_me !speak
    drop:problem near:7102""".split()
ABOUT = ("drop:problem", "drop:free.1", "drop:x", "near:7102", "near:x", "erase", "withdraw")
few = st.lists(ids, max_size=5).map(tuple)
flags = st.booleans()
times = st.integers(0, 2**53)
asking = st.builds(
    Asking,
    question=ids,
    chapter=ids,
    path=few,
    index=st.integers(-3, 9),
    words=few,
    length=st.integers(0, 50),
    chosen=few,
    anew=flags,
    followed_up=flags,
    invited=flags,
    nothing=flags,
    first=st.sampled_from(("", "got_image", "gone")),
    doubt=st.sampled_from(("", "skip", "gone")),
    doubtful=ids,
)
flat: st.SearchStrategy[Place] = st.one_of(
    st.builds(New),
    st.builds(Consenting),
    st.builds(Declined),
    st.builds(Placing, ids),
    asking,
    st.builds(Choosing),
    st.builds(Idle),
    st.builds(Talking, ids, st.integers(-1, 9), flags, few, st.just(""), flags),
)
places: st.SearchStrategy[Place] = st.recursive(
    flat,
    lambda inner: st.one_of(
        st.builds(Picking, few, inner, flags),
        st.builds(Confirming, st.one_of(ids, st.sampled_from(ABOUT)), inner),
        st.builds(Paused, inner),
    ),
    max_leaves=4,
)
profiles = st.builds(
    Profile,
    st.sampled_from(("", FORM.consent.version, "old")),
    times,
    st.sampled_from(("", *FORM.ages, "x")),
    flags,
    st.sampled_from(("", *FORM.roles, "x")),
    st.sampled_from(("", *FORM.zones, "x")),
    st.sampled_from(("", *FORM.districts, "x")),
    round=st.sampled_from(("", "1", "2")),
    came=st.sampled_from(("", "K7F3Q2")),
    of_school=flags,
    near=st.sampled_from(("", "7102", "x")),
)
states = st.builds(
    State,
    place=places,
    profile=profiles,
    version=st.sampled_from(("", FORM.version, "old")),
    answered=few,
    skipped=few,
    picked=few,
    hollow=few,
    renew=few,
    before=ids,
    asked_at=times,
    turn=st.integers(0, 99),
    seen=times,
    heard_at=times,
    talks=st.integers(0, 9),
    last_tap=st.text(max_size=9),
    lag=times,
)
taps = st.one_of(
    st.text(max_size=60),
    st.builds(
        "~".join,
        st.tuples(
            st.sampled_from((FORM.version, "old")),
            st.sampled_from((*FORM.questions, *WHERES)),
            st.sampled_from(WHATS),
            st.sampled_from(("0", "7", "-1", "x", "99999999999")),
        ),
    ),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        Said,
        at=times,
        now=times,
        redelivered=flags,
        text=st.text(max_size=60),
        message_id=st.text(max_size=5),
    ),
    st.builds(Tapped, at=times, now=times, data=taps),
    st.builds(Sent, at=times, now=times, kind=st.text(max_size=9), message_id=st.text(max_size=5)),
    st.builds(
        Sent,
        at=times,
        now=times,
        kind=st.just("location"),
        message_id=st.text(max_size=5),
        where=st.builds(Where, st.text(max_size=30), st.floats(), st.floats()),
    ),
    st.builds(
        Unsent,
        at=times,
        now=times,
        message_id=st.text(max_size=5),
        emptied=st.sampled_from(("", "problem", "free.1", "x")),
    ),
    st.builds(Edited, at=times, now=times, message_id=st.text(max_size=5), text=st.text(max_size=9)),
    st.builds(
        Came,
        at=times,
        now=times,
        code=st.text(max_size=9),
        round=st.sampled_from(("1", "2", "")),
        title=st.text(max_size=9),
        district=st.sampled_from(("", "7102", "x")),
        school=flags,
    ),
    st.builds(Joined, at=times, now=times, again=flags),
    st.builds(Left, at=times, now=times),
    st.builds(Quiet, at=times, now=times, turn=st.integers(0, 99)),
)
walks = st.lists(actions, max_size=25)
LONG = tuple(Given(slot, ("x" * 40,) * 3, "ครูไม่พอ\n" * 3000, (("audio", 9),)) for slot in FORM.questions)
MUCH = Memory(
    (*LONG, *(Given(f"free.{n}", text="น้ำ" * 900) for n in range(99))), "ก", "https://x.example/copy/1"
)


def agreed(form: Form = FORM) -> Walker:
    """Someone who has agreed and stands before the first question."""
    walker = Walker(form)
    for action in (("join", 0), ("tap", 0), ("tap", 3), ("tap", 0), ("say", "ไทรโยค")):
        walker.act(action)
    assert isinstance(walker.state.place, Asking)
    return walker


@settings(max_examples=400)
@given(states, events)
def test_step_is_total(state: State, event: Event) -> None:
    """Any state, any event: a state and effects, and never more than one LINE reply can hold."""
    done = step(state, event, FORM)
    assert len(speak(done.effects, FORM)) <= MOST_BUBBLES


@settings(max_examples=200)
@given(states)
def test_every_state_survives_json(state: State) -> None:
    assert from_json(to_json(state)) == state


@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(str)))
def test_what_is_no_state_is_a_person_at_the_beginning(text: str) -> None:
    assert from_json(text) == State()


@settings(max_examples=150, deadline=None)
@given(walks)
def test_no_input_loses_an_answer_given_before(walk: list[tuple[str, int | str]]) -> None:
    """Whatever is done, words once kept stay kept, until the person wants them gone."""
    walker = agreed()
    for action in walk:
        before = dict(walker.kept)
        walker.act(action)
        gone = {id for id in before if id not in walker.kept} - walker.wished
        assert not gone
        assert all(walker.kept[id][1] == words for id, (_, words) in before.items() if id in walker.kept)


@settings(max_examples=150, deadline=None)
@given(walks)
def test_any_conversation_can_be_stopped_and_resumed_where_it_was(walk: list[tuple[str, int | str]]) -> None:
    walker = agreed()
    for action in walk:
        walker.act(action)
    place = walker.state.place
    if isinstance(place, New | Consenting | Declined | Paused | Picking | Confirming):
        return
    walker.act(("say", "พัก"))
    assert walker.state.place == Paused(place)
    walker.act(("wait", 3 * 24 * 3_600_000))
    done = walker.act(("say", "ทำต่อ"))
    assert any(isinstance(e, Say) and e.phrase == "resumed" for e in done.effects)
    now = walker.state.place
    if isinstance(place, Asking) and place.words:
        assert place.question in walker.state.answered  # what had been typed is its answer, and it goes on
    elif isinstance(place, Asking | Placing):
        assert _question(now) == _question(place)


def _question(place: Place) -> str:
    return place.question if isinstance(place, Asking) else place.field if isinstance(place, Placing) else ""


@settings(max_examples=150, deadline=None)
@given(walks)
def test_every_step_fits_one_line_reply(walk: list[tuple[str, int | str]]) -> None:
    """Checked by the same rules with which the stand-in for LINE refuses a message."""
    walker = Walker(FORM)
    for action in walk:
        done = walker.act(action)
        sent = messages(speak(done.effects, FORM, MUCH, done.state))
        assert not sent or check_messages(sent) == sent


@settings(max_examples=150, deadline=None)
@given(walks)
def test_a_tap_or_a_word_is_never_met_with_silence_for_good(walk: list[tuple[str, int | str]]) -> None:
    """Either the bot answers at once, or it waits a few seconds for more words and then answers."""
    walker = agreed()
    for action in walk:
        walker.act(action)
    walker.now += 10_000
    heard = walker.act(("say", "โรงเรียนอยู่ไกลมาก เด็กเดินทางลำบาก"))
    later = walker.act(("quiet", 0))
    assert any(isinstance(e, Say | Ask | Show) for e in (*heard.effects, *later.effects))


@settings(max_examples=150, deadline=None)
@given(walks, st.integers(0, 12))
def test_every_button_can_be_typed(walk: list[tuple[str, int | str]], number: int) -> None:
    """LINE for PC shows no buttons: typing what stands on one leads to the same place."""
    walker = Walker(FORM)
    for action in (("join", 0), *(a for a in walk if a[0] != "leave")):
        walker.act(action)
    if not walker.buttons:
        return
    shown = walker.buttons[number % len(walker.buttons)]
    now = walker.now + 60_000
    tapped = step(walker.state, Tapped(at=now, now=now, data=shown.data), FORM)
    typed = step(walker.state, Said(at=now, now=now, text=shown.label.lstrip("✓"), message_id="typed"), FORM)
    assert typed.state.place == tapped.state.place


@settings(max_examples=200, deadline=None)
@given(walks, flags, flags)
def test_nothing_is_kept_of_a_person_who_has_not_agreed(
    walk: list[tuple[str, int | str]], stranger: bool, withdrawn: bool
) -> None:
    """Neither of a stranger nor of somebody who took consent back, whatever old button they press."""
    walker = Walker(FORM) if stranger else agreed()
    if withdrawn:
        walk = [("say", "ถอนความยินยอม"), ("tap", 0), ("say", "ลบข้อมูล"), *walk]
    for action in walk:
        agreed_before = bool(walker.state.profile.consent)
        done = walker.act(action)
        if not agreed_before and not walker.state.profile.consent:
            assert not any(isinstance(e, Record) for e in done.effects)


@settings(max_examples=100, deadline=None)
@given(walks, st.sets(st.sampled_from(tuple(FORM.questions)), min_size=1, max_size=6))
def test_a_state_from_an_older_questionnaire_is_carried_over(
    walk: list[tuple[str, int | str]], gone: set[str]
) -> None:
    """Questions that are gone are left out and that is said; what was answered stays answered."""
    walker = agreed()
    for action in walk:
        walker.act(action)
    old = walker.state
    chapters = {
        id: replace(c, questions=tuple(q for q in c.questions if q not in gone))
        for id, c in FORM.chapters.items()
    }
    questions = {id: q for id, q in FORM.questions.items() if id not in gone}
    walker.form = replace(FORM, version="next", questions=questions, chapters=chapters)
    asked_for_gone = isinstance(old.place, Asking) and old.place.question in gone
    done = walker.act(("say", "อยากเล่าเรื่องโรงเรียนที่บ้านไกลมาก"))
    assert set(walker.state.answered) >= set(old.answered) - gone
    if asked_for_gone and old.profile.consent:
        assert any(isinstance(e, Say) and e.phrase == "questions_changed" for e in done.effects)


@settings(max_examples=200, deadline=None)
@given(walks)
def test_nobody_comes_to_a_question_before_we_know_who_they_are(walk: list[tuple[str, int | str]]) -> None:
    """No way round the age, and for the young no way round the guardian's leave."""
    walker = Walker(FORM)
    for action in (("join", 0), ("tap", 0), *walk):
        walker.act(action)
        if isinstance(walker.state.place, Asking):
            assert not missing(walker.state, FORM)


@settings(max_examples=200, deadline=None)
@given(st.lists(actions.filter(lambda a: a[0] not in ("wait", "quiet")), max_size=6))
def test_words_that_wait_for_quiet_are_never_forgotten(walk: list[tuple[str, int | str]]) -> None:
    """Whatever happens in between: either the bot speaks, or it comes back when it is quiet."""
    walker = agreed()
    walker.act(("say", "หลังคารั่วมาหลายปีแล้ว ฝนตกเรียนไม่ได้"))
    for action in walk:
        done = walker.act(action)
        spoke = any(isinstance(e, Say | Ask | Show | WakeAfter) for e in done.effects)
        place = walker.state.place
        waits = isinstance(place, Asking) and place.words and not place.doubt
        assert spoke or not waits


@pytest.mark.parametrize("form", [FORM], ids=["today"])
def test_the_short_path_asks_one_question_of_each_focus_area(form: Form) -> None:
    assert [form.questions[q].focus for q in form.chapters[form.first].questions] == [1, 2, 3]

"""Facts of the conversation: one step, one assertion."""

from dataclasses import replace

import pytest

from bot.conversation import step
from bot.effects import Ask, Effect, Forget, Move, Record, Say, WakeAfter
from bot.events import Quiet, Said, Sent, Tapped
from bot.state import Asking, Confirming, Consenting, Idle, New, Paused, Placing, State, Talking
from handlers.data import load_form
from tests.bot.test_laws import agreed
from tests.bot.walking import Walker

FORM = load_form()


def phrases(effects: tuple[Effect, ...]) -> list[str]:
    return [e.phrase for e in effects if isinstance(e, Say)]


def said(walker: Walker, text: str, at: int = 0) -> tuple[Effect, ...]:
    walker.now += 1_000
    walker.count += 1
    when = at or walker.now
    return walker.hear(Said(at=when, now=walker.now, text=text, message_id=str(walker.count))).effects


def question(walker: Walker) -> str:
    assert isinstance(walker.state.place, Asking)
    return walker.state.place.question


def test_a_first_word_is_met_with_two_explanations_and_the_notice() -> None:
    done = step(State(), Said(at=1, now=1, text="สวัสดีค่ะ", message_id="1"), FORM)
    assert [type(e) for e in done.effects] == [Say, Say, Ask]


def test_words_before_consent_are_not_kept_and_that_is_said() -> None:
    done = step(State(), Said(at=1, now=1, text="ครูไม่พอจ้า", message_id="1"), FORM)
    assert FORM.phrases["not_kept_yet"] in next(e.hint for e in done.effects if isinstance(e, Ask))


@pytest.mark.parametrize("text", ["ครับ", "ค่ะ", "โอเค", "ได้", "ตกลง", "1", "ใช่"])
def test_only_the_word_itself_is_consent(text: str) -> None:
    state = State(place=Consenting())
    assert isinstance(step(state, Said(at=1, now=1, text=text, message_id="1"), FORM).state.place, Consenting)


def test_the_word_itself_is_consent_and_its_version_and_time_are_kept() -> None:
    done = step(State(place=Consenting()), Said(at=7, now=8, text="ยินยอมค่ะ", message_id="1"), FORM)
    assert (done.state.profile.consent, done.state.profile.consent_at) == (FORM.consent.version, 7)


def test_several_bubbles_get_no_answer_until_it_is_quiet() -> None:
    walker = agreed()
    effects = said(walker, "ครูไม่พอ") + said(walker, "เด็กเยอะมาก")
    assert not any(isinstance(e, Say | Ask) for e in effects)


def test_each_bubble_asks_to_be_woken_after_the_quiet_gap() -> None:
    walker = agreed()
    assert WakeAfter(4, walker.state.turn + 1) in said(walker, "ครูไม่พอ")


def test_a_wake_up_for_an_older_turn_does_nothing() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ")
    turn = walker.state.turn
    said(walker, "เด็กเยอะมาก")
    assert step(walker.state, Quiet(at=walker.now, now=walker.now, turn=turn), FORM).effects == ()


def test_a_bubble_typed_before_the_question_was_shown_is_never_its_answer() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น")
    walker.act(("quiet", 0))
    late = walker.state.asked_at - 100
    assert said(walker, "แล้วก็ไม่มีครูอังกฤษ", at=late)[0] == Record("problem", "8", late, "แล้วก็ไม่มีครูอังกฤษ")


def test_a_late_bubble_leaves_the_present_question_unanswered() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น")
    walker.act(("quiet", 0))
    said(walker, "แล้วก็ไม่มีครูอังกฤษ", at=walker.state.asked_at - 100)
    assert phrases(walker.act(("quiet", 0)).effects) == ["added_before"]


def test_a_wrong_clock_costs_nothing() -> None:
    """A time from years ago says nothing about order."""
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น")
    walker.act(("quiet", 0))
    effects = said(walker, "ตั้งทีมระดับตำบลช่วยกัน", at=1_462_629_479_859)
    assert next(e for e in effects if isinstance(e, Record)).slot == "mechanism_proposal"


def test_tell_more_moves_what_was_typed_since_to_the_answer_before() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น")
    walker.act(("quiet", 0))
    more = next(b for b in walker.buttons if b.label == FORM.buttons["more"])
    said(walker, "แล้วก็ไม่มีครูอังกฤษ")
    done = walker.hear(Tapped(at=walker.now + 9_000, now=walker.now + 9_000, data=more.data))
    assert done.effects[0] == Move(("8",), "problem")


def test_a_button_tapped_twice_by_a_nervous_finger_counts_once() -> None:
    walker = agreed()
    data = walker.buttons[0].data
    walker.hear(Tapped(at=walker.now + 1, now=walker.now + 1, data=data))
    twice = step(walker.state, Tapped(at=walker.now + 300, now=walker.now + 300, data=data), FORM)
    assert twice.effects == ()


def test_at_most_three_problems_can_be_picked() -> None:
    walker = agreed()
    for n in (0, 1, 2, 3):
        walker.act(("tap", n))
    assert any(p == "problem=teacher_supply workload budget" for p in walker.state.picked)


def test_several_numbers_pick_several_choices() -> None:
    walker = agreed()
    assert Record("problem", chosen=("teacher_supply", "digital")) in said(walker, "1 ๕")


def test_none_is_an_answer_and_gets_no_follow_up() -> None:
    walker = agreed()
    said(walker, "ไม่มีจ้า")
    walker.act(("quiet", 0))
    assert question(walker) == "mechanism_proposal"


def test_a_very_short_answer_gets_one_follow_up_and_no_second() -> None:
    walker = agreed()
    said(walker, "ข้าม")
    said(walker, "ช่วยกัน")
    walker.act(("quiet", 0))
    before = question(walker)
    said(walker, "จริง ๆ")
    walker.act(("quiet", 0))
    assert (before, question(walker)) == ("mechanism_proposal", "action")


def test_an_answer_from_someone_who_paused_is_kept_where_they_stopped() -> None:
    walker = agreed()
    said(walker, "พัก")
    assert next(e for e in said(walker, "ครูไม่พอจ้า เด็กเยอะ") if isinstance(e, Record)).slot == "problem"


def test_a_whole_sentence_where_a_role_was_asked_is_kept_as_free_talk() -> None:
    walker = Walker(FORM)
    for action in (("join", 0), ("tap", 0), ("tap", 3)):
        walker.act(action)
    assert isinstance(said(walker, "เด็กบ้านเราเดินทางไกลมาก ไม่มีรถ")[0], Record)


def test_erasing_takes_two_yes() -> None:
    walker = agreed()
    said(walker, "ลบข้อมูล")
    once = walker.act(("tap", 0)).effects
    twice = walker.act(("tap", 0)).effects
    assert (Forget() in once, Forget() in twice) == (False, True)


def test_an_erased_person_is_a_stranger() -> None:
    walker = agreed()
    for action in (("say", "ลบข้อมูล"), ("tap", 0), ("tap", 0)):
        walker.act(action)
    assert isinstance(walker.state.place, New)


@pytest.mark.parametrize("typed", ["ใช่", "ครับ", "โอเค"])
def test_a_vague_yes_does_not_erase(typed: str) -> None:
    walker = agreed()
    walker.act(("say", "ลบข้อมูล"))
    walker.act(("tap", 0))
    assert Forget() not in said(walker, typed)


def test_blocking_pauses_and_nothing_is_said() -> None:
    walker = agreed()
    done = walker.act(("leave", 0))
    assert (isinstance(done.state.place, Paused), done.effects) == (True, ())


def test_coming_back_goes_on_where_it_stopped() -> None:
    walker = agreed()
    walker.act(("leave", 0))
    walker.act(("join", 0))
    assert question(walker) == "problem"


def test_an_unsent_bubble_is_erased() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอจ้า")
    assert walker.act(("unsend", str(walker.count))).effects == (Forget(str(walker.count - 1)),)


def test_a_new_notice_is_shown_before_the_next_answer() -> None:
    walker = agreed()
    walker.state = from_older_notice(walker.state)
    assert "notice_changed" in phrases(said(walker, "ครูไม่พอจ้า"))


def from_older_notice(state: State) -> State:
    return replace(state, profile=replace(state.profile, consent="2560.1"))


@pytest.mark.parametrize("place", [Placing("role"), Idle(), Talking("free.1")])
def test_a_sticker_is_met_kindly_anywhere(place: object) -> None:
    walker = agreed()
    walker.state = walker.state.at(place)  # type: ignore[arg-type]
    done = walker.hear(Sent(at=walker.now, now=walker.now, kind="sticker", message_id="9"))
    assert any(isinstance(e, Say | WakeAfter) for e in done.effects)


def test_a_server_clock_that_is_ahead_costs_nothing() -> None:
    """The usual way of an event to us, clocks' difference included, is learnt from the events themselves."""
    walker = Walker(FORM)
    ahead = 30_000

    def happen(kind: type[Said] | type[Tapped], **what: str) -> tuple[Effect, ...]:
        walker.now += 2_000
        return walker.hear(kind(at=walker.now, now=walker.now + ahead, **what)).effects

    happen(Said, text="สวัสดี", message_id="a")
    for data in (walker.buttons[0].data,):
        happen(Tapped, data=data)
    for text in ("4", "ครู", "ไทรโยค", "ครูไม่พอ เด็กเยอะมากทุกชั้น"):
        happen(Said, text=text, message_id=text)
    walker.now += 4_000
    walker.hear(Quiet(at=walker.now + ahead, now=walker.now + ahead, turn=walker.state.turn))
    effects = happen(Said, text="ตั้งทีมระดับตำบลช่วยกัน", message_id="b")
    assert next(e for e in effects if isinstance(e, Record)).slot == "mechanism_proposal"


def test_words_late_for_a_skipped_question_are_its_answer() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น")
    walker.act(("quiet", 0))
    said(walker, "ข้าม")
    late = said(walker, "ตั้งทีมระดับตำบลช่วยกัน", at=walker.state.asked_at - 100)
    assert next(e for e in late if isinstance(e, Record)).slot == "mechanism_proposal"


def test_a_doubtful_bubble_is_erased_and_not_the_one_after_it() -> None:
    walker = agreed()
    said(walker, "ข้ามดีมั้ย")
    meant = walker.buttons[0].data
    said(walker, "คือครูสองคนสอนแปดชั้นเหนื่อยมาก")
    effects = walker.hear(Tapped(at=walker.now + 9_000, now=walker.now + 9_000, data=meant)).effects
    assert not any(isinstance(e, Forget) for e in effects)


def test_a_doubt_can_be_answered_in_words() -> None:
    walker = agreed()
    said(walker, "ข้ามดีมั้ย")
    doubtful = str(walker.count)
    assert said(walker, "ใช่")[0] == Forget(doubtful)


@pytest.mark.parametrize("typed", ["1 3 ครับ", "๑ ๓ ค่ะ", "ข้อ 1 และข้อ 3", "ข้อ1,3", "1,3", "1 กับ 3"])
def test_several_numbers_are_understood_however_they_are_joined(typed: str) -> None:
    assert Record("problem", chosen=("teacher_supply", "budget")) in said(agreed(), typed)


def test_a_typed_list_never_takes_a_choice_back() -> None:
    walker = agreed()
    said(walker, "1 3")
    assert Record("problem", chosen=("teacher_supply", "budget")) in said(walker, "1 กับ 3")


def test_a_label_typed_at_the_invitation_is_words() -> None:
    walker = agreed()
    said(walker, "งบไม่พอ")
    said(walker, "เสร็จแล้ว")
    assert said(walker, "งบไม่พอ")[0] == Record("problem", str(walker.count), walker.now, "งบไม่พอ")


def test_something_else_still_invites_words_after_words() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอจ้า")
    said(walker, "อื่น ๆ")
    assert question(walker) == "problem"


def test_next_at_an_answered_question_goes_on() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น")
    walker.act(("quiet", 0))
    said(walker, "ย้อนกลับ")
    said(walker, "ต่อไป")
    assert question(walker) == "mechanism_proposal"


@pytest.mark.parametrize(
    ("typed", "age"),
    [("65", "60+"), ("อายุ 45 ปีค่ะ", "40-59"), ("๒๕", "20-39"), ("15 ขวบ", "11-19"), ("5", "60+")],
)
def test_an_age_in_ones_own_words_is_understood(typed: str, age: str) -> None:
    walker = Walker(FORM)
    walker.act(("join", 0))
    walker.act(("tap", 0))
    said(walker, typed)
    assert walker.state.profile.age == age


def test_a_pupil_cannot_start_over_past_the_guardians_leave() -> None:
    walker = Walker(FORM)
    for action in (("join", 0), ("tap", 0), ("say", "11-19"), ("say", "เริ่มใหม่"), ("say", "1")):
        walker.act(action)
    assert not isinstance(walker.state.place, Asking)


def test_an_old_button_records_nothing_after_consent_was_taken_back() -> None:
    walker = agreed()
    old = walker.buttons[3].data
    for action in (("say", "ถอนความยินยอม"), ("tap", 0), ("say", "ลบข้อมูล")):
        walker.act(action)
    effects = walker.hear(Tapped(at=walker.now + 9_000, now=walker.now + 9_000, data=old)).effects
    assert not any(isinstance(e, Record) for e in effects)


def test_a_new_notice_is_shown_to_those_who_tap_as_well() -> None:
    walker = agreed()
    walker.state = from_older_notice(walker.state)
    assert "notice_changed" in phrases(walker.act(("tap", 0)).effects)


def test_a_proposal_of_nothing_is_not_asked_whom_it_fits() -> None:
    walker = agreed()
    walker.state = replace(walker.state, place=Asking("development", "focus1", ("development", "fit")))
    said(walker, "ไม่มี")
    walker.act(("quiet", 0))
    assert not isinstance(walker.state.place, Asking)


def test_pure_swearing_is_met_calmly_and_is_no_answer() -> None:
    walker = agreed()
    assert phrases(said(walker, "ควาย")) == ["got_abuse"]


def test_a_number_sent_twice_before_the_next_question_was_shown_counts_once() -> None:
    walker = Walker(FORM)
    walker.act(("join", 0))
    walker.act(("tap", 0))
    said(walker, "5")
    said(walker, "5", at=walker.state.asked_at - 100)
    assert (walker.state.profile.age, walker.state.profile.role) == ("60+", "")


def test_the_same_number_typed_quickly_at_the_next_question_is_its_answer() -> None:
    walker = Walker(FORM)
    walker.act(("join", 0))
    walker.act(("tap", 0))
    said(walker, "5")
    said(walker, "5")
    assert (walker.state.profile.age, walker.state.profile.role) == ("60+", "parent")


@pytest.mark.parametrize("at", [1_462_629_479_859, 1_700_000_000_000], ids=["years ago", "when it began"])
def test_events_that_all_carry_one_time_are_taken_as_they_come(at: int) -> None:
    """Some tools post every event with the same timestamp; the order of arrival is then all there is."""
    walker = Walker(FORM)
    texts = ("สวัสดี", "ยินยอม", "4", "1", "3", "1", "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น", "ต่อไป", "ตั้งทีมตำบลมาช่วยกัน")
    kept = [e for text in texts for e in said(walker, text, at=at) if isinstance(e, Record)]
    assert [e.slot for e in kept] == ["problem", "mechanism_proposal"]


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("ม.3", "11-19"),
        ("ม.1", "11-19"),
        ("เพิ่งอายุ 15 ครับ", "11-19"),
        ("50 กว่า", "40-59"),
        ("ไม่ถึง 10 นาทีใช่ไหมคะ", ""),
    ],
)
def test_a_class_and_an_age_in_a_sentence_are_no_button_numbers(typed: str, age: str) -> None:
    walker = Walker(FORM)
    walker.act(("join", 0))
    walker.act(("tap", 0))
    said(walker, typed)
    assert walker.state.profile.age == age


def test_a_class_is_no_leave_of_the_guardian() -> None:
    walker = Walker(FORM)
    for action in (("join", 0), ("tap", 0), ("say", "11-19"), ("say", "ม.1")):
        walker.act(action)
    assert not walker.state.profile.leave


def test_a_child_is_never_shown_the_way_past_the_guardian() -> None:
    walker = Walker(FORM)
    for action in (("join", 0), ("tap", 0), ("tap", 0), ("say", "ยินยอม")):
        walker.act(action)
    assert not walker.state.profile.consent
    assert next(b.label for b in walker.buttons) == FORM.buttons["guardian_yes"]


def test_refusing_is_withdrawing_at_any_step() -> None:
    walker = agreed()
    said(walker, "ไม่ยินยอม")
    said(walker, "ไม่ยินยอม")
    assert not walker.state.profile.consent


def test_an_opinion_that_names_a_role_is_not_taken_for_the_role() -> None:
    walker = Walker(FORM)
    for action in (("join", 0), ("tap", 0), ("tap", 3), ("say", "ไม่มีครูสอนภาษาอังกฤษเลยค่ะ")):
        walker.act(action)
    assert walker.state.profile.role == ""


def test_thanks_do_not_end_a_pause() -> None:
    walker = agreed()
    said(walker, "พัก")
    said(walker, "ขอบคุณค่ะ")
    assert isinstance(walker.state.place, Paused)


def test_whom_it_fits_is_asked_after_a_proposal() -> None:
    walker = agreed()
    for _ in range(3):
        said(walker, "ข้าม")
    said(walker, "1")
    for _ in range(20):
        if question(walker) == "development":
            break
        said(walker, "ข้าม")
    said(walker, "ขอครูเพิ่มหนึ่งคนและรถรับส่ง")
    walker.act(("quiet", 0))
    assert question(walker) == "fit"


def test_a_choice_taken_back_while_changing_leaves_the_next_one_free_to_replace() -> None:
    walker = agreed()
    said(walker, "งบไม่พอ")
    said(walker, "เสร็จแล้ว")
    said(walker, "ต่อไป")
    said(walker, "แก้คำตอบ")
    said(walker, "1")
    said(walker, "ภาระงานครูมาก")
    said(walker, "ภาระงานครูมาก")
    kept = [e for e in said(walker, "อาคาร/น้ำ/ไฟ") if isinstance(e, Record)]
    assert kept == [Record("problem", chosen=("facilities",), anew=True)]


def test_starting_over_settles_what_is_open() -> None:
    walker = agreed()
    said(walker, "งานเอกสารเยอะมาก แทบไม่ได้สอนเลย")
    said(walker, "เริ่มใหม่")
    said(walker, "1")
    assert next(e for e in said(walker, "น้ำไม่ไหล ไฟดับบ่อยมากครับ") if isinstance(e, Record)).anew


def test_a_late_command_is_done_all_the_same() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ ห้องเดียวสามชั้น")
    walker.act(("quiet", 0))
    said(walker, "ขอลบข้อมูล", at=walker.state.asked_at - 100)
    assert isinstance(walker.state.place, Confirming)


def test_back_from_the_first_question_mends_a_wrong_district() -> None:
    walker = agreed()
    said(walker, "ย้อนกลับ")
    assert walker.state.place == Placing("district")


def test_a_number_that_no_button_has_is_asked_again() -> None:
    walker = agreed()
    assert phrases(said(walker, "14")) == ["pick_one"]

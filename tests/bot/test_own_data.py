"""Facts of seeing, correcting and taking back: one step, one assertion."""

from dataclasses import replace

from bot.effects import Correct, Effect, Forget, Record, Reword, Show
from bot.events import Edited, Tapped, Unsent
from bot.given import Given, Memory
from bot.speech import speak
from bot.state import Asking, Choosing, Confirming, Picking, Talking
from handlers.data import load_form
from tests.bot.test_conversation import phrases, said
from tests.bot.test_laws import agreed
from tests.bot.walking import Walker

FORM = load_form()


def answered() -> Walker:
    """Three answers of the short path; the look back at them is on the screen."""
    walker = agreed()
    for words in ("ครูไม่พอ สอนหลายชั้น", "อยากให้ อบต. มาช่วยเรื่องรถรับส่ง", "ขอครูเพิ่มก่อนเรื่องอื่น"):
        said(walker, words)
        walker.act(("quiet", 0))
    return walker


def tap(walker: Walker, data: str) -> tuple[Effect, ...]:
    walker.now += 5_000
    return walker.hear(Tapped(at=walker.now, now=walker.now, data=data)).effects


def button(walker: Walker, label: str) -> str:
    return next(b.data for b in walker.seen[::-1] if b.label == label)


def test_a_focus_area_ends_with_a_look_back_at_what_was_said() -> None:
    place = answered().state.place
    assert isinstance(place, Picking)
    assert (place.review, place.slots) == (True, ("problem", "mechanism_proposal", "action"))


def test_the_look_back_shows_the_words_that_were_said() -> None:
    walker = answered()
    shown = speak(
        (Show("picking", slots=("problem",), phrase="review"),), FORM, walker.memory(), walker.state
    )
    assert "ครูไม่พอ สอนหลายชั้น" in shown[0].options[0]


def test_going_on_is_the_first_button_of_the_look_back() -> None:
    walker = answered()
    assert walker.buttons[0].label == FORM.buttons["review_done"]


def test_after_the_look_back_comes_the_menu() -> None:
    walker = answered()
    said(walker, "ถูกต้องค่ะ")
    assert walker.state.place == Choosing()


def test_words_at_the_look_back_are_kept_as_free_talk() -> None:
    walker = answered()
    effects = said(walker, "อีกเรื่องคือถนนเข้าโรงเรียนพังมาก")
    assert any(isinstance(e, Record) and e.slot == "free.1" for e in effects)


def test_nobody_is_made_to_look_back_at_nothing() -> None:
    walker = agreed()
    for _ in range(3):
        said(walker, "ไม่มีค่ะ")
        walker.act(("quiet", 0))
    assert walker.state.place == Choosing()


def test_an_answer_picked_at_the_look_back_is_asked_anew() -> None:
    walker = answered()
    said(walker, "2")
    place = walker.state.place
    assert isinstance(place, Asking)
    assert (place.question, place.anew) == ("mechanism_proposal", True)


def test_each_answer_has_a_card_with_a_button_to_change_and_one_to_remove_it() -> None:
    walker = answered()
    said(walker, "ข้อมูลของฉัน")
    labels = [b.label for b in walker.seen if b.data.split("~")[1] in ("edit", "drop")]
    assert labels == [FORM.buttons["edit_this"], FORM.buttons["drop_this"]] * 3


def test_removing_an_answer_asks_first() -> None:
    walker = answered()
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["drop_this"]))
    assert walker.state.place == Confirming("drop:action", Choosing())


def test_a_removed_answer_is_erased() -> None:
    walker = answered()
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["drop_this"]))
    assert Forget(slot="action") in said(walker, "ใช่ค่ะ")


def test_a_removed_answer_was_never_given() -> None:
    walker = answered()
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["drop_this"]))
    said(walker, "ลบเลย")
    assert walker.state.answered == ("problem", "mechanism_proposal")


def test_the_question_of_a_removed_answer_is_not_pressed_on_anybody_again() -> None:
    walker = answered()
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["drop_this"]))
    said(walker, "ลบเลย")
    said(walker, "เริ่ม")
    assert (walker.state.skipped, isinstance(walker.state.place, Asking)) == (("action",), False)


def test_a_no_to_removing_changes_nothing() -> None:
    walker = answered()
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["drop_this"]))
    assert phrases(said(walker, "ไม่ลบ")) == ["as_it_was"]


def test_changing_from_a_card_sets_the_older_words_aside_when_the_new_come() -> None:
    walker = answered()
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["edit_this"]))
    records = [e for e in said(walker, "ขอธุรการก่อน") if isinstance(e, Record)]
    assert [(r.slot, r.anew) for r in records] == [("action", True)]


def test_free_talk_is_changed_from_its_card_too() -> None:
    walker = answered()
    said(walker, "ถูกต้องค่ะ")
    said(walker, "เรื่องไฟฟ้าในโรงเรียนตกบ่อย")
    walker.act(("quiet", 0))
    said(walker, "3")
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["edit_this"]))
    assert walker.state.place == Talking("free.1", anew=True)
    records = [e for e in said(walker, "ไฟฟ้าตกทุกบ่าย") if isinstance(e, Record)]
    assert [(r.slot, r.anew) for r in records] == [("free.1", True)]


def test_after_withdrawal_a_card_offers_to_remove_but_not_to_change() -> None:
    walker = answered()
    said(walker, "ถอนความยินยอม")
    said(walker, "ใช่")
    walker.seen.clear()
    said(walker, "ข้อมูลของฉัน")
    assert {b.data.split("~")[1] for b in walker.seen} & {"edit", "drop"} == {"drop"}


def test_after_withdrawal_an_answer_can_still_be_removed() -> None:
    walker = answered()
    said(walker, "ถอนความยินยอม")
    said(walker, "ใช่")
    said(walker, "ข้อมูลของฉัน")
    tap(walker, button(walker, FORM.buttons["drop_this"]))
    assert Forget(slot="action") in said(walker, "ใช่ ลบข้อนี้")


def test_many_answers_come_page_by_page() -> None:
    given = tuple(Given(f"free.{n}", text="คำ") for n in range(12))
    state = replace(agreed().state, talks=12)
    first = speak((Show("mine"),), FORM, Memory(given), state)[0]
    assert (len(first.cards), first.buttons[0].label) == (10, FORM.buttons["see_more"])


def test_the_next_page_is_one_tap_away() -> None:
    assert [e.page for e in tap(agreed(), "v~page~1~0") if isinstance(e, Show)] == [1]


def _told_anew(walker: Walker, *words: str) -> tuple[Effect, ...]:
    said(walker, "ข้อมูลของฉัน")
    effects = tap(walker, button(walker, FORM.buttons["edit_me"]))
    for each in words:
        effects = said(walker, each)
    return effects


def test_who_speaks_can_be_told_anew() -> None:
    walker = answered()
    assert Correct() in _told_anew(walker, "ผู้ปกครอง", "ท่าม่วง")
    assert (walker.state.profile.role, walker.state.profile.district) == ("parent", "7106")


def test_until_it_is_told_what_was_known_stays() -> None:
    walker = answered()
    before = walker.state.profile
    assert Correct() not in _told_anew(walker)
    assert walker.state.profile == before


def test_telling_anew_can_be_left() -> None:
    walker = answered()
    before = walker.state.profile
    assert "as_it_was" not in phrases(_told_anew(walker, "ไม่แก้แล้ว"))
    assert (walker.state.profile, walker.state.place) == (before, Choosing())


def test_telling_anew_leads_back_to_the_open_question() -> None:
    walker = agreed()
    said(walker, "ข้าม")
    _told_anew(walker, "ผู้ปกครอง", "ท่าม่วง")
    place = walker.state.place
    assert isinstance(place, Asking)
    assert (place.question, place.index, len(place.path)) == ("mechanism_proposal", 1, 3)


def test_never_mind_leaves_an_answer_as_it_was() -> None:
    walker = answered()
    said(walker, "2")
    effects = said(walker, "ไม่แก้แล้ว")
    assert phrases(effects)[0] == "as_it_was"
    assert not any(isinstance(e, Record) for e in effects)


def test_a_no_at_the_look_back_asks_which() -> None:
    walker = answered()
    assert phrases(said(walker, "ไม่ถูกต้องค่ะ")) == ["pick"]


def test_a_wrong_answer_is_named_in_words() -> None:
    walker = answered()
    said(walker, "ข้อ 2 ผิดค่ะ")
    place = walker.state.place
    assert isinstance(place, Asking)
    assert place.question == "mechanism_proposal"


def test_a_button_of_an_earlier_screen_is_done_and_not_kept_when_it_is_typed() -> None:
    walker = agreed()
    effects = said(walker, "ใช่ ลบข้อมูล")
    assert not any(isinstance(e, Record) for e in effects)
    assert isinstance(walker.state.place, Confirming)


def test_not_wanting_to_be_kept_is_no_wish_to_stay() -> None:
    walker = answered()
    said(walker, "ถอนความยินยอม")
    assert phrases(said(walker, "ไม่อยากให้เก็บแล้ว")) != ["as_it_was"]
    assert isinstance(walker.state.place, Confirming)


def test_a_removed_answer_is_not_asked_again_at_once() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ สอนหลายชั้น")
    walker.act(("quiet", 0))
    said(walker, "อยากให้ อบต. มาช่วย")
    walker.act(("quiet", 0))
    tap(walker, "v~drop~mechanism_proposal~0")
    said(walker, "ใช่")
    said(walker, "ทำต่อ")
    said(walker, "ข้าม")
    assert isinstance(walker.state.place, Picking)


def test_a_copy_is_asked_for_in_words() -> None:
    assert [e.what for e in said(answered(), "ขอสำเนา") if isinstance(e, Show)] == ["copy"]


def test_a_copy_is_given_after_withdrawal_too() -> None:
    walker = answered()
    said(walker, "ถอนความยินยอม")
    said(walker, "ใช่")
    assert [e.what for e in said(walker, "ขอสำเนา") if isinstance(e, Show)] == ["copy"]


def test_an_answer_emptied_by_unsending_was_never_given() -> None:
    walker = answered()
    event = Unsent(at=walker.now, now=walker.now, message_id="x", emptied="problem")
    walker.hear(event)
    assert "problem" not in walker.state.answered


def test_an_edited_bubble_says_something_else_from_now_on() -> None:
    walker = answered()
    now = walker.now
    effects = walker.hear(Edited(at=now, now=now, message_id="7", text="ใหม่")).effects
    assert Reword("7", now, "ใหม่") in effects


def test_a_look_at_ones_data_drops_a_pending_confirmation() -> None:
    walker = answered()
    said(walker, "ถูกต้องค่ะ")
    said(walker, "ลบข้อมูล")
    said(walker, "ข้อมูลของฉัน")
    assert not isinstance(walker.state.place, Confirming)


def test_nothing_to_see_is_said_kindly() -> None:
    assert speak((Show("mine"),), FORM)[0].text == FORM.phrases["mine_none"]

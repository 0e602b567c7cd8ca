"""Facts of what is sent beside words, of shared places and of posters: one step, one assertion."""

from dataclasses import replace

import pytest

from bot.effects import Ask, Correct, Effect, Record, Say
from bot.events import Came, Sent, Where
from bot.nearby import district_at
from bot.state import Asking, Confirming, Consenting, Placing, Talking
from handlers.data import load_form
from tests.bot.test_conversation import phrases, question, said
from tests.bot.test_laws import agreed
from tests.bot.walking import Walker

FORM = load_form()
DISTRICTS = tuple(FORM.districts.values())
FORUM = {"code": "K7F3Q2", "round": FORM.current, "title": "เวทีรับฟังไทรโยค", "district": "7102"}
SCHOOL = {"code": "M2XDR4", "round": FORM.current, "title": "โรงเรียนบ้านทดลอง", "school": True}


def send(walker: Walker, kind: str, where: Where | None = None) -> tuple[Effect, ...]:
    walker.now += 1_000
    walker.count += 1
    event = Sent(at=walker.now, now=walker.now, kind=kind, message_id=str(walker.count), where=where)
    return walker.hear(event).effects


def scan(walker: Walker, poster: dict[str, object]) -> tuple[Effect, ...]:
    walker.now += 1_000
    return walker.hear(Came(at=walker.now, now=walker.now, **poster)).effects  # type: ignore[arg-type]


def through(walker: Walker, *words: str) -> Walker:
    for each in words:
        said(walker, each)
    return walker


def new() -> Walker:
    return Walker(FORM)


@pytest.mark.parametrize("kind", ["image", "audio"])
def test_a_photo_or_a_voice_at_a_question_is_an_answer(kind: str) -> None:
    walker = agreed()
    records = [e for e in send(walker, kind) if isinstance(e, Record)]
    assert [(r.slot, r.kind, r.text) for r in records] == [("problem", kind, "")]


def test_what_the_round_does_not_take_is_met_with_a_kind_word() -> None:
    effects = send(agreed(), "video")
    assert phrases(effects) == ["got_video"]
    assert not any(isinstance(e, Record) for e in effects)


def test_a_voice_is_confirmed_and_words_are_asked_for_when_it_is_quiet() -> None:
    walker = agreed()
    send(walker, "audio")
    effects = walker.act(("quiet", 0)).effects
    assert phrases(effects) == ["kept_audio"]
    asked = next(e.text for e in effects if isinstance(e, Ask))
    assert asked == FORM.phrases["words_please"].replace("{you}", "ท่าน")


def test_a_voice_alone_is_enough_to_go_on() -> None:
    walker = agreed()
    send(walker, "audio")
    walker.act(("quiet", 0))
    said(walker, "ไปข้อต่อไป")
    assert question(walker) == "mechanism_proposal"


def test_the_young_are_not_asked_for_what_tells_who_they_are() -> None:
    walker = agreed()
    walker.state = replace(walker.state, profile=replace(walker.state.profile, age="11-19", leave=True))
    effects = send(walker, "audio")
    assert phrases(effects) == ["got_from_young"]
    assert not any(isinstance(e, Record) for e in effects)


def test_a_voice_with_nothing_open_is_free_talk() -> None:
    walker = through(agreed(), "ข้าม", "ข้าม", "ข้าม")
    records = [e for e in send(walker, "audio") if isinstance(e, Record)]
    assert [r.slot for r in records] == ["free.1"]


def test_a_picture_with_nothing_open_is_a_greeting() -> None:
    walker = through(agreed(), "ข้าม", "ข้าม", "ข้าม")
    assert phrases(send(walker, "image")) == ["got_greeting"]


def test_nothing_sent_is_kept_before_consent() -> None:
    walker = new()
    walker.act(("join", 0))
    assert not any(isinstance(e, Record) for e in send(walker, "audio"))


def test_a_text_question_offers_the_microphone() -> None:
    walker = through(agreed(), "ข้าม")
    assert walker.buttons[0].opens == "voice"


def test_where_voices_are_not_taken_the_microphone_is_not_offered() -> None:
    silent = replace(FORM.rounds[FORM.current], accept_media=())
    walker = Walker(replace(FORM, rounds={FORM.current: silent}))
    walker.state = agreed().state
    through(walker, "ข้าม")
    assert not any(b.opens for b in walker.buttons)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ตำบลท่าเสา อำเภอไทรโยค จังหวัดกาญจนบุรี 71150", "7102"),
        ("ต.ปากแพรก อ.เมืองกาญจนบุรี จ.กาญจนบุรี", "7101"),
        ("อำเภอโพธาราม จังหวัดราชบุรี", ""),
    ],
)
def test_the_address_tells_the_district(address: str, code: str) -> None:
    assert district_at(Where(address, 0.0, 0.0), DISTRICTS) == code


def test_without_an_address_the_nearest_office_does() -> None:
    assert district_at(Where("Si Sawat", 15.15, 98.46), DISTRICTS) == "7108"


def test_far_from_every_office_nothing_is_guessed() -> None:
    assert district_at(Where("", 13.75, 100.5), DISTRICTS) == ""


HERE = Where("อำเภอศรีสวัสดิ์", 0.0, 0.0)


def test_a_shared_place_is_asked_back_before_it_counts() -> None:
    walker = agreed()
    send(walker, "location", HERE)
    assert isinstance(walker.state.place, Confirming)
    assert walker.state.profile.district == "7102"


def test_a_tap_makes_it_the_district() -> None:
    walker = agreed()
    send(walker, "location", HERE)
    said(walker, "ใช่ อำเภอนี้")
    assert (walker.state.profile.district, question(walker)) == ("7104", "problem")


def test_a_place_shared_where_the_zone_was_asked_answers_it() -> None:
    walker = new()
    for action in (("join", 0), ("tap", 0), ("tap", 3), ("tap", 0)):
        walker.act(action)
    assert walker.state.place == Placing("zone")
    send(walker, "location", HERE)
    said(walker, "ใช่ค่ะ")
    assert question(walker) == "problem"


def test_answers_given_before_take_the_new_district() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ")
    walker.act(("quiet", 0))
    send(walker, "location", HERE)
    assert Correct() in said(walker, "ใช่")


def test_a_poster_greets_by_its_name() -> None:
    effects = scan(new(), FORUM)
    assert Say("came", {"title": "เวทีรับฟังไทรโยค"}) in effects


def test_a_poster_leads_to_the_notice_like_any_first_word() -> None:
    walker = new()
    scan(walker, FORUM)
    assert walker.state.place == Consenting()


def test_the_posters_code_is_remembered() -> None:
    walker = new()
    scan(walker, FORUM)
    through(walker, "ยินยอม", "40", "ครู")
    assert walker.state.profile.came == "K7F3Q2"


def test_the_posters_district_is_asked_back() -> None:
    walker = new()
    scan(walker, FORUM)
    through(walker, "ยินยอม", "40", "ครู")
    assert walker.state.place == Confirming("near:7102", Placing("zone"))


def test_a_yes_makes_the_posters_district_ones_own() -> None:
    walker = new()
    scan(walker, FORUM)
    through(walker, "ยินยอม", "40", "ครู", "ใช่ครับ")
    assert (walker.state.profile.district, question(walker)) == ("7102", "problem")


def test_a_no_leads_to_the_zones() -> None:
    walker = new()
    scan(walker, FORUM)
    through(walker, "ยินยอม", "40", "ครู", "ไม่ใช่")
    assert walker.state.place == Placing("zone")


def test_another_districts_name_is_heard_as_that() -> None:
    walker = new()
    scan(walker, FORUM)
    through(walker, "ยินยอม", "40", "ครู", "ท่าม่วง")
    assert walker.state.profile.district == "7106"


def test_the_young_do_not_carry_a_schools_code() -> None:
    walker = new()
    scan(walker, SCHOOL)
    through(walker, "ยินยอม", "ม.3")
    assert (walker.state.profile.age, walker.state.profile.came) == ("11-19", "")


def test_a_teacher_carries_the_schools_code() -> None:
    walker = new()
    scan(walker, SCHOOL)
    through(walker, "ยินยอม", "40", "ครู")
    assert walker.state.profile.came == "M2XDR4"


def test_somebody_known_goes_on_where_they_were() -> None:
    walker = agreed()
    assert phrases(scan(walker, FORUM)) == ["came_again"]
    assert question(walker) == "problem"


def test_another_round_begins_with_nothing_answered() -> None:
    walker = agreed()
    said(walker, "ครูไม่พอ เด็กเยอะ")
    walker.act(("quiet", 0))
    scan(walker, {**FORUM, "round": "2"})
    assert (walker.state.answered, walker.state.profile.round) == ((), "2")


def test_words_being_typed_are_not_cut_off_by_a_photo() -> None:
    walker = agreed()
    said(walker, "หลังคารั่ว")
    send(walker, "image")
    place = walker.state.place
    assert isinstance(place, Asking)
    assert len(place.words) == 2


def test_a_photo_within_free_talk_belongs_to_it() -> None:
    walker = through(agreed(), "ข้าม", "ข้าม", "ข้าม", "หลังคารั่วทุกห้องเลยค่ะ")
    records = [e for e in send(walker, "image") if isinstance(e, Record)]
    assert [r.slot for r in records] == ["free.1"]
    assert isinstance(walker.state.place, Talking)

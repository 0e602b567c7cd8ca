"""Quotes: clear, decent, of different people, and the other view among them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.thai.summing.summing import Summing
from bot.thai.summing.voice import Voice
from tests.bot.thai.summing.conftest import shared_summing, voice, voices

CLEAR = "หน้าฝนรถรับส่งเข้าไม่ถึงหมู่บ้าน เด็กต้องหยุดเรียนเป็นอาทิตย์"
PRAISE = "รถรับส่งของ อบต. มาตรงเวลาทุกวัน ขอบคุณมากค่ะ"
OTHERS = (
    "รถรับส่งไม่พอ เด็กต้องยืนเบียดกันทุกเช้า",
    "ค่ารถรับส่งเดือนละห้าร้อย ผู้ปกครองจ่ายไม่ไหว",
    "อยากให้มีรถรับส่งสำหรับเด็กบ้านไกล",
)
ANY_VOICES = st.lists(
    st.builds(
        Voice,
        code=st.sampled_from(("a1", "a2", "a3", "a4")),
        person=st.sampled_from(("p1", "p2", "p3", "p4")),
        text=st.sampled_from((CLEAR, PRAISE, *OTHERS, "[ชื่อ]", "ดี", CLEAR * 4)) | st.text(max_size=20),
        themes=st.just(()),
        stance=st.sampled_from(("problem", "praise", "proposal")),
        given_at=st.integers(0, 3),
    ),
    max_size=10,
)


@pytest.mark.parametrize(
    "poor",
    [
        "[ชื่อ]",
        "[ชื่อ] กับ [ชื่อ] ขับรถรับส่งเร็วมาก โทร [เบอร์โทร]",
        "รถรับส่ง",
        "รถรับส่งเข้าไม่ถึงเพราะ...",
        "ไอ้เหี้ยคนขับรถรับส่งขับเร็วมาก",
    ],
)
def test_nobody_is_quoted_with_that(summing: Summing, poor: str) -> None:
    heard = summing.hear([voice(poor), voice(CLEAR)])
    assert [quote.text for quote in summing.quotes(heard, 3)] == [CLEAR]


def test_a_long_answer_waits_for_the_short_ones(summing: Summing) -> None:
    long = " ".join((CLEAR, *OTHERS, PRAISE))
    heard = summing.hear([voice(long), voice(CLEAR)])
    assert summing.quotes(heard, 1)[0].text == CLEAR


def test_two_quotes_are_of_two_people(summing: Summing) -> None:
    heard = summing.hear([voice(CLEAR, "p"), voice(OTHERS[0], "p"), voice(OTHERS[1], "q")])
    assert len({quote.person for quote in summing.quotes(heard, 3)}) == 2


def test_two_quotes_do_not_say_the_same(summing: Summing) -> None:
    heard = summing.hear(voices(f"{CLEAR}\n{CLEAR}ค่ะ\n{OTHERS[0]}"))
    assert len(summing.quotes(heard, 3)) == 2


def test_praise_is_heard_among_problems(summing: Summing) -> None:
    heard = summing.hear([voice(CLEAR), *(voice(text) for text in OTHERS), voice(PRAISE, stance="praise")])
    assert "praise" in [quote.stance for quote in summing.quotes(heard, 2)]


def test_a_problem_is_heard_among_praise(summing: Summing) -> None:
    praise = [voice(f"{PRAISE} เด็ก{more}", stance="praise") for more in ("สบายใจ", "ปลอดภัยดี", "ไม่สายเลย")]
    heard = summing.hear([*praise, voice(CLEAR)])
    assert "problem" in [quote.stance for quote in summing.quotes(heard, 2)]


def test_the_other_view_can_be_left_out(summing: Summing) -> None:
    told = [voice(CLEAR), *(voice(text) for text in OTHERS)]
    heard = summing.hear([*told, voice("ข้าวอร่อยทุกวันเลยค่ะ แม่ครัวใจดี", stance="praise")])
    assert "praise" not in [quote.stance for quote in summing.quotes(heard, 2, minority=False)]


@given(said=ANY_VOICES, order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_voices_changes_no_quote(said: list[Voice], order: st.DataObject) -> None:
    summing = shared_summing()
    mixed = list(said)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert summing.quotes(summing.hear(mixed), 3) == summing.quotes(summing.hear(said), 3)


@given(said=ANY_VOICES, most=st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_quotes_are_voices_as_given_each_of_another_person(said: list[Voice], most: int) -> None:
    summing = shared_summing()
    found = summing.quotes(summing.hear(said), most)
    assert set(found) <= set(said)
    assert len({quote.person for quote in found}) == len(found) <= most

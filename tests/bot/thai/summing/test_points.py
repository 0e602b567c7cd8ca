"""Points: what is one point and what never is, and laws for any answers at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.thai.summing.nearness import COMPARED_ALL, near_pairs
from bot.thai.summing.points import Point
from bot.thai.summing.summing import Summing
from bot.thai.summing.voice import Voice, people
from tests.bot.thai.summing.conftest import shared_summing, voice, voices

SAID = (
    *("ครูไม่พอ", "ขาดครูค่ะ", "ครูไม่พอใจ", "ครูพอแล้ว", "ครู 3 คน สอน 6 ชั้น", "เน็ตช้า", "อินเตอร์เน็ตช้ามากค่ะ"),
    *("", "555", "👍", "[ชื่อ]", "ไม่มี", "a", "รถรับส่ง", "อยากได้รถรับ-ส่ง", "[ชื่อ] ไม่มาสอน โทร [เบอร์โทร]"),
)
ANY_VOICES = st.lists(
    st.builds(
        Voice,
        code=st.sampled_from(("a1", "a2", "a3", "a4")),
        person=st.sampled_from(("p1", "p2", "p3")),
        text=st.sampled_from(SAID) | st.text(max_size=30),
        themes=st.just(("teacher_supply",)),
        stance=st.sampled_from(("problem", "praise", "proposal", "neutral", "none")),
        given_at=st.integers(0, 3),
    ),
    max_size=12,
)


def points(texts: str) -> tuple[Point, ...]:
    summing = shared_summing()
    return summing.points(summing.hear(voices(texts)))


def are_one(left: str, right: str) -> bool:
    return len(points(f"{left}\n{right}")) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ครูไม่พอ", "ขาดครูค่ะ"),
        ("ครูไม่พอ", "ครูน้อย"),
        ("ครูน้อย", "อยากได้ครูเพิ่ม"),
        ("ขอครูเพิ่มสักคนค่ะ", "โรงเรียนไม่มีครู"),
        ("อยากให้มีครูเพิ่ม", "ครูไม่เพียงพอต่อนักเรียน"),
        ("ไม่มีครูคณิต", "ขาดครูเลขครับ"),
        ("อินเตอร์เน็ตช้ามาก", "เน็ทช้า"),
        ("อยากให้เน็ตเร็วกว่านี้", "ไวไฟช้า"),
        ("รถรับ-ส่งไม่มี", "อยากได้รถโรงเรียน"),
        ("งบประมานน้อย", "ไม่มีตังค์"),
        ("อยากให้ลดงานเอกสาร", "เอกสารเยอะเกินไป"),
        ("ห้องน้ำสกปรก", "อยากให้ห้องน้ำสะอาด"),
        ("บ้านไกลโรงเรียน", "เดินทางไกลค่ะ"),
        ("ครูย้ายบ่อย", "ครูย้ายบ่อยมากค่ะ"),
        ("เด็กติดโทรศัพท์", "เด็กๆติดมือถือมาก"),
        ("ไม่ได้ขาดครู", "ครูครบแล้วครับ"),
        ("อยากให้โรงเรียนมีอาหารเช้าให้เด็กบ้านไกล", "อยากให้โรงเรียนมีอาหารเช้าให้เด็กบ้านไกลนะคะ"),
        ("หน้าฝนทางขาดเด็กมาโรงเรียนไม่ได้เป็นอาทิตย์", "หน้าฝนทางขาดเด็กมาโรงเรีนไม่ได้เป็นอาทิต"),
    ],
)
def test_these_are_one_point(left: str, right: str) -> None:
    assert are_one(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ครูไม่พอ", "ครูไม่พอใจ"),
        ("ครูไม่พอ", "ครูพอแล้ว"),
        ("ครูไม่พอ", "ครูไม่ขาด"),
        ("อยากได้ครูเพิ่ม", "ไม่อยากได้ครูเพิ่ม"),
        ("ครูไม่พอ", "ครูพอไหม"),
        ("ครู 3 คน สอน 6 ชั้น", "ครู 4 คน สอน 6 ชั้น"),
        ("โรงเรียนมีครูสามคนสอนหกชั้น", "โรงเรียนมีครูสี่คนสอนหกชั้น"),
        ("ขาดครูคณิต", "ขาดครูอังกฤษ"),
        ("ครูไม่พอ", "งบไม่พอ"),
        ("ครูไม่พอ", "ครูไม่มีงบ"),
        ("เน็ตช้า", "ไม่มีเน็ต"),
        ("อยากได้ครูดี", "ครูไม่ดี"),
        ("เด็กมากครูน้อย", "ครูมากเด็กน้อย"),
        ("ค่ารถแพง", "ค่าเทอมแพง"),
        ("ทางขาด", "ไม่มีทาง"),
        ("มีครู 1 คน", "มีครู 2 คน"),
        ("เด็กไม่มีเงิน", "โรงเรียนไม่มีเงิน"),
        ("ครูมาแล้ว", "ครูไม่มาแล้ว"),
        ("อยากให้โรงเรียนเปิดสอนวิชาทอผ้าให้เด็กในหมู่บ้าน", "อยากให้โรงเรียนเปิดสอนวิชาทำนาให้เด็กในหมู่บ้าน"),
        ("อยากให้ประชุมผู้ปกครองก่อนเปิดเทอมทุกปี", "อยากให้ประชุมผู้ปกครองหลังเปิดเทอมทุกปี"),
        ("อยากให้ยุบโรงเรียนเล็กในตำบลของเรา", "ไม่อยากให้ยุบโรงเรียนเล็กในตำบลของเรา"),
    ],
)
def test_these_are_two_points(left: str, right: str) -> None:
    assert not are_one(left, right)


def test_the_largest_point_stands_first() -> None:
    assert points("เน็ตช้า\nครูไม่พอ\nขาดครู")[0].people == 2


def test_one_person_counts_once(summing: Summing) -> None:
    heard = summing.hear([voice("ครูไม่พอ", "p"), voice("ขาดครู", "p"), voice("ครูน้อย", "q")])
    assert [(point.people, len(point.members)) for point in summing.points(heard)] == [(2, 3)]


def test_a_point_is_worded_as_most_put_it() -> None:
    assert points("ขาดครูค่ะ\nครูไม่พอ\nครูไม่พอจ้า\nครูน้อย")[0].words == "ครูไม่พอ"


def test_a_point_is_worded_by_what_is_said_and_not_by_a_bare_thing(summing: Summing) -> None:
    said = ("รถรับส่ง", "รถรับส่งค่ะ", "ไม่มีรถรับส่ง")
    heard = summing.hear([voice(text, stance="proposal") for text in said])
    assert [point.words for point in summing.points(heard)] == ["ไม่มีรถรับส่ง"]


def test_nobody_who_misspells_words_a_point_for_others() -> None:
    assert points("คูไม่พอ\nครูไม่พอ")[0].words == "ครูไม่พอ"


@given(said=ANY_VOICES, order=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_voices_changes_no_point(said: list[Voice], order: st.DataObject) -> None:
    summing = shared_summing()
    mixed = list(said)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert summing.points(summing.hear(mixed)) == summing.points(summing.hear(said))


@given(said=ANY_VOICES)
@settings(max_examples=30, deadline=None)
def test_every_voice_is_in_exactly_one_point(said: list[Voice]) -> None:
    summing = shared_summing()
    members = [one for point in summing.points(summing.hear(said)) for one in point.members]
    assert sorted(members, key=repr) == sorted(said, key=repr)


@given(said=ANY_VOICES)
@settings(max_examples=30, deadline=None)
def test_the_people_of_a_point_are_those_of_its_members(said: list[Voice]) -> None:
    summing = shared_summing()
    found = summing.points(summing.hear(said))
    assert all(0 < point.people == people(point.members) <= len(point.members) for point in found)


@given(said=ANY_VOICES)
@settings(max_examples=30, deadline=None)
def test_a_point_is_worded_by_one_of_its_members(said: list[Voice]) -> None:
    summing = shared_summing()
    found = summing.points(summing.hear(said))
    assert all(point.words in {one.text.strip() for one in point.members} for point in found)


def test_among_thousands_of_texts_the_near_ones_are_still_found() -> None:
    long = [
        f"หมู่บ้านที่ {number * 7919} อยากได้ห้องสมุดเล่มใหม่ของตำบล {number * 104729}"
        for number in range(COMPARED_ALL)
    ]
    texts = sorted([*long, "ถนนหน้าโรงเรียนเป็นหลุมลึกมาก", "ถนนหน้าโรงเรียนเป็นหลุมลึกมากๆ"])
    near = {(texts[left], texts[right]) for left, right in near_pairs(texts)}
    assert ("ถนนหน้าโรงเรียนเป็นหลุมลึกมาก", "ถนนหน้าโรงเรียนเป็นหลุมลึกมากๆ") in near

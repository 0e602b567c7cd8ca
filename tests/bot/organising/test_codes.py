"""A message is a code only as a whole, however it is typed; an owner's words name a role or are asked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organising.codes import LONGEST, Typed, role_and_label, typed
from models.codes import LETTERS

SENTENCE = "เข้าร่วมทีมผู้จัด"
CODE = "K7F3Q2MXDR"
ROLES = {
    "": "ผู้ดูแล ผู้จัดการ",
    "owner": "เจ้าของ แอดมิน",
    "organiser": "ผู้จัด เป็นผู้จัด",
    "viewer": "ผู้ดู เป็นผู้ดู",
}


@pytest.mark.parametrize(
    "text",
    [
        "เข้าร่วมทีมผู้จัด K7F3Q-2MXDR",
        "เข้าร่วมทีมผู้จัดK7F3Q2MXDR",
        "เข้าร่วม ทีมผู้จัด k7f3q 2mxdr",
        "เข้าร่วมทีมผู้จัด  K๗F๓Q–๒MXDR ",
        "เขาร่วมทีมผูจัด K7F3Q-2MXDR",
        "เข้ารวมทีมผู้จัก K7F3Q-2MXDR",
        "เข้าร่วมทีมผู้จัด K7F3Q-2MXDR ค่ะ",
        "เข้าร่วมทีมผู้จัด: “K7F3Q-2MXDR” ครับผม 🙏",
        "เข้าร่วมทีมผู้จัด Ｋ７Ｆ３Ｑ-２ＭＸＤＲ",
    ],
)
def test_how_the_sentence_is_typed_does_not_matter(text: str) -> None:
    assert typed(text, SENTENCE) == Typed(CODE, said=True)


@pytest.mark.parametrize("text", ["K7F3Q-2MXDR", "k7f3q2mxdr", " K7F3Q 2MXDR ค่ะ", "K๗F๓Q๒MXDR"])
def test_a_code_alone_is_told_from_one_with_the_sentence(text: str) -> None:
    assert typed(text, SENTENCE) == Typed(CODE, said=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "เข้าร่วมทีมผู้จัด",
        "อยากเข้าร่วมทีมผู้จัด K7F3Q-2MXDR",
        "ลองพิมพ์ เข้าร่วมทีมผู้จัด K7F3Q-2MXDR ดูนะ",
        "เข้าร่วมทีมผู้จัด K7F3Q-2MXDR ได้ไหม",
        "เข้าร่วมเสียงกาญจน์ K7F3Q2",
        "เชื่อมกลุ่ม K7F3Q-2MXDR",
        "รหัส K7F3Q-2MXDR",
        "K7F3Q-2MXDR เข้าร่วมทีมผู้จัด",
        "สรุป",
        f"เข้าร่วมทีมผู้จัด {'K' * 21}",
        f"เข้าร่วมทีมผู้จัด K7F3Q-2MXDR{' ' * LONGEST}",
    ],
)
def test_all_else_is_no_code(text: str) -> None:
    assert typed(text, SENTENCE) is None


@given(st.text(LETTERS, min_size=10, max_size=10), st.text(" -–·", max_size=3), st.integers(0, 10))
def test_every_code_is_read_wherever_it_is_parted(code: str, gap: str, at: int) -> None:
    """Also those with letters held down, such as 5555."""
    found = typed(f"{SENTENCE} {code[:at]}{gap}{code[at:].lower()}", SENTENCE)
    assert found == Typed(code, said=True)


@given(st.text(max_size=300))
def test_no_message_is_too_strange(text: str) -> None:
    found = typed(text, SENTENCE)
    assert found is None or 1 <= len(found.code) <= 20


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("ผู้ดู ครูสมศรี", ("viewer", "ครูสมศรี")),
        ("ผูดู  ครูสมศรี   ใจดี", ("viewer", "ครูสมศรี ใจดี")),
        ("ผู้จัก ครูสมศรี", ("organiser", "ครูสมศรี")),
        ("ครูสมศรี เป็นผู้ดู", ("viewer", "ครูสมศรี")),
        ("เจ้าของ", ("owner", "")),
        ("ผู้ดูครูสมศรี", ("viewer", "ครูสมศรี")),
        ("ครูสมศรี", ("", "ครูสมศรี")),
        ("ผู้ดูแล ครูสมศรี", ("", "ผู้ดูแล ครูสมศรี")),
        ("ผู้ดูแลระบบ", ("", "ผู้ดูแลระบบ")),
        ("ผู้จัดการสมชาย", ("", "ผู้จัดการสมชาย")),
        ("", ("", "")),
    ],
)
def test_a_role_is_named_first_or_last_or_not_at_all(words: str, named: tuple[str, str]) -> None:
    assert role_and_label(words, ROLES) == named

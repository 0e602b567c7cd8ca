"""Facts and laws of dressing bubbles as LINE messages."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cutting import clipped, pieces
from bot.effects import Button
from bot.speech import Bubble
from bot.words import graphemes, utf16
from handlers.line.outbound import messages
from handlers.simulator.standin_limits import check_messages

CARD = Bubble(
    text="ครูที่โรงเรียนพอไหมคะ",
    head="ข้อ 3 จาก 9",
    hint="พิมพ์ตอบได้เลยค่ะ",
    options=("พอ", "ไม่พอ"),
    buttons=(Button("พอ", "v1:q3:1"), Button("ไม่พอ", "v1:q3:2"), Button("ข้าม", "v1:q3:skip")),
    card=True,
)

ADDRESS = "https://siangkan.example/copy/a-secret"


def parts(message):
    return message["contents"]["body"]["contents"]


def words(part):
    return part.get("text") or part["contents"][0]["text"]


def quick(message):
    return [item["action"] for item in message.get("quickReply", {"items": []})["items"]]


def test_words_become_a_text_message():
    assert messages([Bubble("สวัสดีค่ะ")]) == [{"type": "text", "text": "สวัสดีค่ะ"}]


def test_a_card_sets_head_text_numbered_options_and_hint():
    (message,) = messages([CARD])
    assert [words(part) for part in parts(message)] == [
        "ข้อ 3 จาก 9",
        "ครูที่โรงเรียนพอไหมคะ",
        "1. พอ",
        "2. ไม่พอ",
        "พิมพ์ตอบได้เลยค่ะ",
    ]


def test_a_card_wraps_and_grows_with_the_reader_everywhere():
    drawn = json.dumps(messages([CARD]))
    assert drawn.count('"type": "text"') == drawn.count('"wrap": true') == drawn.count('"scaling": true')


def test_an_option_in_the_card_does_what_its_button_does():
    assert parts(messages([CARD])[0])[3]["action"]["data"] == "v1:q3:2"


def test_the_alternative_text_tells_the_question():
    assert "ครูที่โรงเรียนพอไหมคะ" in messages([CARD])[0]["altText"]


def test_an_address_opens_by_a_button_of_its_card_and_stands_in_no_notification():
    (message,) = messages([Bubble("สำเนาข้อมูล", card=True, link=("เปิดดู", ADDRESS))])
    assert (ADDRESS in message["altText"], ADDRESS in json.dumps(message["contents"])) == (False, True)


def test_an_address_whose_card_is_too_big_stands_in_the_text():
    made = messages([Bubble("ก" * 9000, card=True, link=("เปิดดู", ADDRESS))])
    assert "".join(message["text"] for message in made).endswith(ADDRESS)


def test_a_button_shows_its_label_in_the_chat_when_tapped():
    action = quick(messages([CARD])[0])[0]
    assert action == {"type": "postback", "label": "พอ", "data": "v1:q3:1", "displayText": "พอ"}


def test_buttons_are_on_the_last_message():
    made = messages([Bubble("ก่อน", buttons=(Button("เก่า", "old"),)), CARD])
    assert [len(quick(message)) for message in made] == [0, 3]


def test_surplus_buttons_at_the_end_are_dropped():
    many = tuple(Button(str(n), str(n)) for n in range(20))
    assert [action["data"] for action in quick(messages([Bubble("x", buttons=many)])[0])][-1] == "12"


def test_a_button_with_too_much_data_is_left_out():
    made = messages([Bubble("x", buttons=(Button("ยาว", "ก" * 301), Button("ดี", "ok")))])
    assert [action["data"] for action in quick(made[0])] == ["ok"]


def test_a_left_out_button_moves_no_option_to_another():
    odd = Bubble("x", options=("a", "b"), buttons=(Button("a", "ก" * 301), Button("b", "two")), card=True)
    rows = parts(messages([odd])[0])[1:]
    assert [row.get("action", {}).get("data") for row in rows] == [None, "two"]


def test_options_outside_a_card_are_numbered_in_the_text():
    assert messages([Bubble("เลือก", options=("ก", "ข"))])[0]["text"] == "เลือก\n\n1. ก\n2. ข"


def test_a_card_too_big_for_line_goes_as_plain_text():
    assert messages([Bubble("ก" * 9000, card=True)])[0]["type"] == "text"


def test_a_long_text_is_split_without_loss():
    long = "ครูสอนดีมาก " * 1500
    joined = " ".join(message["text"] for message in messages([Bubble(long)]))
    assert joined.split() == long.split()


def test_no_more_than_five_messages_and_the_question_among_them():
    made = messages([*[Bubble(str(n)) for n in range(9)], CARD])
    assert (len(made), made[-1]["type"]) == (5, "flex")


def test_a_label_is_cut_between_characters_people_read():
    assert clipped("ก้ำ" * 30, 20, graphemes) == "ก้ำ" * 19 + "…"


def test_a_text_is_never_cut_inside_an_emoji():
    assert pieces("👩‍👩‍👧" * 900, 5000, 5)[0].endswith("👩‍👩‍👧")


# A joiner that joins nothing is counted differently by the counters at hand, so it comes only inside emoji.
LONE_JOINER = "\u200d"
THAI = st.text(alphabet="กขคงเแโใไะาำิีึืุู่้๊๋็์ๆฯ 123\n", max_size=60)
EMOJI = st.lists(st.sampled_from(["👩‍👩‍👧", "🏫", "🇹🇭", "👍🏽", "❤️", "ก้"]), max_size=30).map("".join)
MARKS = st.characters(categories=["Mn", "Cf", "Cs", "Zs", "Cc"], exclude_characters=LONE_JOINER)
ANY = st.characters(exclude_characters=LONE_JOINER)
SMALL = THAI | EMOJI | st.text(MARKS, max_size=40) | st.text(ANY, max_size=40)
HUGE = st.builds(lambda text, times: text * times, SMALL, st.integers(1, 500))
TEXT = SMALL | HUGE
BUTTONS = st.lists(st.builds(Button, TEXT, SMALL | THAI.map(lambda text: text * 20)), max_size=16).map(tuple)
BUBBLES = st.lists(
    st.builds(
        Bubble,
        text=TEXT,
        head=SMALL,
        hint=TEXT,
        options=st.lists(SMALL, max_size=15).map(tuple),
        buttons=BUTTONS,
        card=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(BUBBLES)
def test_any_bubbles_pass_all_limits_of_line(bubbles):
    made = messages(bubbles)
    assert check_messages(made) == made


@settings(max_examples=60, deadline=None)
@given(BUBBLES)
def test_any_bubbles_are_small_enough_when_escaped(bubbles):
    sizes = [len(json.dumps(message["contents"])) for message in messages(bubbles) if "contents" in message]
    assert all(size <= 30 * 1024 for size in sizes)


@settings(max_examples=60, deadline=None)
@given(BUBBLES)
def test_any_messages_can_be_sent_as_utf_8(bubbles):
    assert json.dumps(messages(bubbles), ensure_ascii=False).encode()


@settings(max_examples=60, deadline=None)
@given(BUBBLES)
def test_no_message_is_blank(bubbles):
    assert all(message.get("text", "card").strip() for message in messages(bubbles))


@given(TEXT, st.integers(2, 300))
def test_a_clipped_text_is_no_longer_than_asked(text, most):
    assert utf16(clipped(text, most)) <= most


@given(TEXT, st.integers(2, 30))
def test_a_clipped_label_is_no_longer_than_asked(text, most):
    assert graphemes(clipped(text, most, graphemes)) <= most

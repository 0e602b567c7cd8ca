"""Facts about reading a group: only short texts come in, without our name, and never into anything printed."""

import json

import pytest

from bot.groups import LONGEST
from handlers.line.inbound import Incoming, read

NOW = 1_790_000_000_000
GROUP = {"type": "group", "groupId": "C1", "userId": "U1"}


def incoming(
    text: object, mentionees: object = (), kind: str = "message", source: object = GROUP
) -> Incoming:
    message = {"type": "text", "id": "m", "text": text, "mention": {"mentionees": mentionees}}
    event = {"type": kind, "timestamp": NOW - 5, "source": source, "message": message, "webhookEventId": "e"}
    (only,) = read(json.dumps({"events": [event]}).encode(), NOW)
    return only


def name(index: object, length: object, ours: bool = True) -> dict[str, object]:
    return {"index": index, "length": length, "type": "user", "isSelf": ours}


def test_a_short_text_comes_in() -> None:
    assert incoming("สรุป").words == "สรุป"


def test_the_time_of_the_event_comes_in() -> None:
    assert incoming("สรุป").at == NOW - 5


def test_a_long_text_does_not() -> None:
    assert [len(incoming("ก" * length).words) for length in (LONGEST, LONGEST + 1)] == [LONGEST, 0]


def test_our_name_is_cut_out() -> None:
    assert incoming("@เสียงกาญจน์ สรุป", [name(0, 12)]).words.strip() == "สรุป"


def test_our_name_is_cut_out_where_line_counts_it_in_utf16() -> None:
    assert incoming("🍎🍎@bot สรุป", [name(4, 4)]).words == "🍎🍎 สรุป"


def test_our_name_twice_is_cut_out_twice() -> None:
    assert incoming("@bot สรุป @bot", [name(0, 4), name(10, 4)]).words.strip() == "สรุป"


def test_the_name_of_somebody_else_stays() -> None:
    read_ = incoming("@มานะ สรุป", [name(0, 5, ours=False)])
    assert (read_.words, read_.mentioned) == ("@มานะ สรุป", False)


@pytest.mark.parametrize(
    "broken",
    [7, [7], [name(-1, 4)], [name("0", 4)], [name(0, None)], [name(10**30, 10**30)], {"isSelf": True}],
)
def test_a_name_that_is_nowhere_cuts_nothing(broken: object) -> None:
    assert incoming("สรุป", broken).words == "สรุป"


@pytest.mark.parametrize("kind", ["messageEdited", "unsend", "join", "things"])
def test_only_messages_have_words(kind: str) -> None:
    assert incoming("สรุป", kind=kind).words == ""


def test_a_private_chat_has_no_group_words() -> None:
    assert incoming("สรุป", source={"type": "user", "userId": "U1"}).words == ""


def test_words_of_a_group_are_not_printed() -> None:
    assert "สรุป" not in repr(incoming("สรุป"))

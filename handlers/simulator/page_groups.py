"""The groups on the simulator's page: who is in them, and what they do there. Keeps no chat itself."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.words import utf16
from handlers.simulator.page_acts import BadAct, word
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_names import group_id
from handlers.simulator.standin_values import Json

GROUPS_MOST = 6


@dataclass(frozen=True, slots=True)
class Group:
    """These people are in it, whether the bot is or not."""

    id: str
    name: str
    people: tuple[str, ...]


class Groups:
    """The bot is in a group as long as LINE counts members there."""

    def __init__(self, standin: StandIn) -> None:
        self.standin = standin
        self.kept: dict[str, Group] = {}

    def make(self) -> Json:
        """A group of everybody who is there now; the bot is not invited yet."""
        with self.standin.changed:
            if len(self.kept) >= GROUPS_MOST:
                raise BadAct("เพิ่มกลุ่มได้ไม่เกินนี้ค่ะ")
            name = f"กลุ่มที่ {len(self.kept) + 1}"
            group = Group(group_id(name), name, tuple(self.standin.people))
            self.kept[group.id] = group
            self.standin.touch()
            return {"id": group.id}

    def act(self, body: Json) -> Json:
        group, act = self.kept.get(word(body, "group", 64)), ACTS.get(word(body, "act", 20))
        if group is None or act is None:
            raise BadAct("ไม่รู้จักกลุ่มหรือการกระทำนี้")
        with self.standin.changed:
            return act(self.standin, group, body)


def is_here(standin: StandIn, group: Group) -> bool:
    return bool(standin.chat_of(group.id).members)


def _invite(standin: StandIn, group: Group, body: Json) -> Json:
    if is_here(standin, group):
        raise BadAct("อยู่ในกลุ่มแล้วค่ะ")
    return standin.join(group.id, list(group.people))


def _remove(standin: StandIn, group: Group, body: Json) -> Json:
    return standin.leave(_open(standin, group).id)


def _say(standin: StandIn, group: Group, body: Json) -> Json:
    user, words = _member(group, body), word(body, "text")
    if body.get("mention") is not True:
        return standin.say(user, words, group=_open(standin, group).id)
    name = f"@{standin.name}"
    called = {"index": 0, "length": utf16(name), "type": "user", "userId": standin.bot_id, "isSelf": True}
    text = f"{name} {words}"
    return standin.say(user, text, group=_open(standin, group).id, mention={"mentionees": [called]})


def _unsend(standin: StandIn, group: Group, body: Json) -> Json:
    message_id = word(body, "messageId", 30)
    own = standin.chat_of(group.id).find(message_id)
    if own is None or own.who != "person":
        raise BadAct("messageId: ไม่ใช่ข้อความของคนในกลุ่ม")
    return standin.unsend(own.author, message_id, group=_open(standin, group).id)


def _member(group: Group, body: Json) -> str:
    user = word(body, "person", 64)
    if user not in group.people:
        raise BadAct("คนนี้ไม่ได้อยู่ในกลุ่ม")
    return user


def _open(standin: StandIn, group: Group) -> Group:
    """LINE tells the bot nothing of a group that it is not in."""
    if not is_here(standin, group):
        raise BadAct("ยังไม่ได้อยู่ในกลุ่มนี้ค่ะ")
    return group


ACTS: dict[str, Callable[[StandIn, Group, Json], Json]] = {
    "invite": _invite,
    "remove": _remove,
    "say": _say,
    "unsend": _unsend,
}

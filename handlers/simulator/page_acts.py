"""Acts asked for by the simulator's page, read from JSON. Refuses what it does not know; shows nothing."""

import base64
import binascii
from collections.abc import Callable

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_values import Json

TEXT_MOST, FILE_MOST = 5_000, 8 * 1024 * 1024


class BadAct(Exception):
    """The page asked for something that no person could do."""


def do_act(standin: StandIn, body: Json) -> Json:
    """Let a person act; gives back the event that is on its way to the bot."""
    user = word(body, "person", 64)
    act = ACTS.get(word(body, "act", 20))
    if user not in standin.people or act is None:
        raise BadAct("ไม่รู้จักคนหรือการกระทำนี้")
    return act(standin, user, body)


def word(body: Json, name: str, most: int = TEXT_MOST) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value or len(value) > most:
        raise BadAct(f"{name}: ข้อความว่างหรือยาวเกินไป")
    return value


def _file(body: Json) -> tuple[bytes, str]:
    try:
        content = base64.b64decode(str(body.get("base64", "")), validate=True)
    except binascii.Error as fault:
        raise BadAct("base64: อ่านไม่ได้") from fault
    if len(content) > FILE_MOST:
        raise BadAct("base64: ไฟล์ใหญ่เกินไป")
    return content, str(body.get("contentType") or "application/octet-stream")[:100]


def _follow(standin: StandIn, user: str, body: Json) -> Json:
    return standin.follow(user)


def _unfollow(standin: StandIn, user: str, body: Json) -> Json:
    return standin.unfollow(user)


def _say(standin: StandIn, user: str, body: Json) -> Json:
    return standin.say(user, word(body, "text"))


def _tap(standin: StandIn, user: str, body: Json) -> Json:
    params = body.get("params") or {}
    if not isinstance(params, dict):
        raise BadAct("params: ต้องเป็นวัตถุ")
    shown = body.get("displayText")
    picked = {str(name): str(value) for name, value in params.items()}
    return standin.tap(user, word(body, "data"), str(shown) if shown else None, **picked)


def _sticker(standin: StandIn, user: str, body: Json) -> Json:
    return standin.sticker(user, word(body, "packageId", 20), word(body, "stickerId", 20))


def _image(standin: StandIn, user: str, body: Json) -> Json:
    return standin.image(user, *_file(body))


def _audio(standin: StandIn, user: str, body: Json) -> Json:
    return standin.audio(user, *_file(body))


def _send_file(standin: StandIn, user: str, body: Json) -> Json:
    return standin.file(user, word(body, "fileName", 200), *_file(body))


def _location(standin: StandIn, user: str, body: Json) -> Json:
    """LINE does not always know an address; the degrees it always has."""
    title, address = word(body, "title", 100), str(body.get("address") or "")[:100]
    return standin.location(
        user, title, address, _degrees(body, "latitude", 90), _degrees(body, "longitude", 180)
    )


def _degrees(body: Json, name: str, most: int) -> float:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise BadAct(f"{name}: ต้องเป็นตัวเลข -{most} ถึง {most}")
    return float(value)


def _unsend(standin: StandIn, user: str, body: Json) -> Json:
    message_id = word(body, "messageId", 30)
    own = standin.chat_of(user).find(message_id)
    if own is None or own.who != "person":
        raise BadAct("messageId: ไม่ใช่ข้อความของคนนี้")
    return standin.unsend(user, message_id)


def _switch(standin: StandIn, user: str, body: Json) -> Json:
    return standin.switch_menu(user, word(body, "richMenuAliasId", 32), word(body, "data", 300))


ACTS: dict[str, Callable[[StandIn, str, Json], Json]] = {
    "follow": _follow,
    "unfollow": _unfollow,
    "say": _say,
    "tap": _tap,
    "sticker": _sticker,
    "image": _image,
    "audio": _audio,
    "file": _send_file,
    "location": _location,
    "unsend": _unsend,
    "switch": _switch,
}

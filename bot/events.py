"""What can happen to the bot. Values only; nothing here decides or acts.

Times are milliseconds since 1970 (UTC). `at` is when it happened, by the messenger's clock;
`now` is when we heard of it, by ours. The mind has no other clock.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    at: int
    now: int
    redelivered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Happened):
    """The person added the account, or came back after blocking it (`again`)."""

    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Happened):
    """One bubble of text, exactly as typed. `focus` is the guessed focus area, 0 when unknown."""

    text: str
    message_id: str
    focus: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped(Happened):
    """A button; `data` is what we once put into it, but people's phones may send anything."""

    data: str


@dataclass(frozen=True, slots=True)
class Where:
    """A shared location: its address in words and its degrees. Never kept; only a district is made of it."""

    address: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Happened):
    """Anything that is no text: sticker, image, audio, video, file, location or a kind we do not know.

    `too_many`: this person has sent as much of it of late as we keep.
    """

    kind: str
    message_id: str
    where: Where | None = None
    too_many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Happened):
    """A bubble that says something else now."""

    text: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent(Happened):
    """A bubble taken back. `emptied` is the slot of an answer in which nothing stays without it."""

    message_id: str
    emptied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came(Happened):
    """The person opened the chat through the code of a poster: of an event or, with `school`, of a school.

    `district` is where that is, empty when it is nowhere in particular. Without a `code`, the poster is unknown or
    its time is over. `answered` are the slots that the person answered in that round, `picked` the buttons chosen there
    ("question=code code").
    """

    code: str
    round: str
    title: str
    district: str = ""
    school: bool = False
    answered: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Happened):
    """The person blocked the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet(Happened):
    """The person has typed nothing since turn `turn` for as long as we asked to be woken after."""

    turn: int


Event = Joined | Came | Said | Edited | Tapped | Sent | Unsent | Left | Quiet

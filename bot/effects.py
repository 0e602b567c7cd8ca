"""What the bot wants done. Values only: the exchange performs them in the order given, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MOST_BUTTONS = 13
"""LINE shows no more below a message."""


@dataclass(frozen=True, slots=True)
class Button:
    """`label` is what is read (≤ 20 graphemes); `data` comes back when it is tapped (≤ 300).

    `opens` is what else a tap opens on the phone: nothing or "voice".
    """

    label: str
    data: str
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """One bubble: a phrase by its id, its slots filled with words that are not phrases."""

    phrase: str
    slots: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question card. `text` and `hint` are already worded for this person; `above` is small print before it.

    `options` are numbered in the text, because LINE for PC shows no buttons; `buttons` holds theirs
    first, in the same order, then those that lead elsewhere. `number` of `total` is 0 of 0 where nothing is counted.
    """

    text: str
    hint: str = ""
    options: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    number: int = 0
    total: int = 0
    above: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """One bubble that only the memory can fill.

    `mine`: the person's own answers, `page` by page, as cards. `picking`: the answers in `slots`, numbered, with
    a `phrase` above and the `lead` button before their own. `copy`: a link to all of it as a file.
    `results`: what was heard of late.
    """

    what: Literal["mine", "picking", "copy", "results"]
    buttons: tuple[Button, ...] = ()
    you: str = "ท่าน"
    slots: tuple[str, ...] = ()
    phrase: str = ""
    page: int = 0
    lead: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Keep this for the answer in `slot` (a question's id, or `free.N` for talk outside the questions).

    Any of: one bubble of words (`message_id`, `at`, `text`) or of another `kind` (image, audio …), the whole list
    of `chosen` codes, the `focus` that the person confirmed. `anew` sets what the slot held before aside: kept for
    the audit, and back if the new words are all taken back.
    """

    slot: str
    message_id: str = ""
    at: int = 0
    text: str = ""
    chosen: tuple[str, ...] | None = None
    focus: int | None = None
    anew: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Reword:
    """This bubble says something else now. The newest `at` wins, in whatever order they come."""

    message_id: str
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Who speaks is being told anew: answers of this round forget what they said of it and take the new."""


@dataclass(frozen=True, slots=True)
class Anonymise:
    """The person turns out to be young: no answer of theirs may tell a school, and no photo or voice stays."""


@dataclass(frozen=True, slots=True)
class Move:
    """These bubbles belong to another answer than we thought."""

    message_ids: tuple[str, ...]
    slot: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase one bubble, or the whole answer in `slot`, or, with neither, everything of this person."""

    message_id: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that a person at the office should see. Holds no words of people."""

    kind: str


@dataclass(frozen=True, slots=True)
class WakeAfter:
    """Come back with `Quiet(turn)` unless something newer happens first. A typing sign shows meanwhile."""

    seconds: int
    turn: int


Effect = Say | Ask | Show | Record | Reword | Correct | Anonymise | Move | Forget | Alert | WakeAfter

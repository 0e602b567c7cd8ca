"""Where a person is in the conversation, as a value that survives JSON. Decides nothing.

Anything that cannot be read back becomes `New`: the answers are rows of their own, so nobody loses one.
"""

import json
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Profile:
    """Who speaks, as far as they told us. Codes of the data files; empty is "not said".

    `round` is the round that their answers belong to. `came` is the poster's code that they came by, `of_school` that
    it names a school, `invited` its round where that is not the current one, `near` the district that it stands in,
    until the person says whether it is theirs.
    """

    consent: str = ""
    consent_at: int = 0
    age: str = ""
    leave: bool = False
    role: str = ""
    zone: str = ""
    district: str = ""
    area: tuple[str, ...] = ()
    school_size: str = ""
    affiliation: str = ""
    round: str = ""
    invited: str = ""
    came: str = ""
    of_school: bool = False
    near: str = ""


@dataclass(frozen=True, slots=True)
class New:
    """Never heard of this person, or they were forgotten."""


@dataclass(frozen=True, slots=True)
class Consenting:
    """The notice and the question of consent are on the screen. `guardian`: a child is there, so the guardian's."""

    guardian: bool = False


@dataclass(frozen=True, slots=True)
class Declined:
    """Said no, or took consent back. Only a new consent leads on."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Asking who speaks: `field` is age, leave, role, zone or district.

    `then`: it was known before and is told anew, and there it goes on afterwards.
    """

    field: str
    then: "Place | None" = None


@dataclass(frozen=True, slots=True)
class Asking:
    """One question is open.

    It stands at `index` of `path`. `words` are the message ids of the bubbles heard for it, `length` their
    graphemes together; `nothing` says that they only mean "nothing" or "I don't know". `anew`: the next words
    replace the older ones. `invited`: the buttons are done, more words are welcome. `first` is a phrase to say before
    whatever comes when it is quiet. `doubt` is a command that the bubble `doubtful` may have meant.
    """

    question: str
    chapter: str
    path: tuple[str, ...]
    index: int = 0
    words: tuple[str, ...] = ()
    length: int = 0
    chosen: tuple[str, ...] = ()
    anew: bool = False
    followed_up: bool = False
    invited: bool = False
    nothing: bool = False
    first: str = ""
    doubt: str = ""
    doubtful: str = ""


@dataclass(frozen=True, slots=True)
class Choosing:
    """The menu of what could come next is on the screen."""


@dataclass(frozen=True, slots=True)
class Idle:
    """No question is open; what is typed is heard as free talk."""


@dataclass(frozen=True, slots=True)
class Talking:
    """Free talk is coming in for `slot`; after a quiet gap we ask which focus area it belongs to."""

    slot: str
    focus: int = 0
    asked: bool = False
    words: tuple[str, ...] = ()
    first: str = ""
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Picking:
    """Which answer to change? The numbered list of `slots` is on the screen.

    `review`: it is the look back at the end of a chapter, and going on is the first choice.
    """

    slots: tuple[str, ...]
    then: "Place"
    review: bool = False


@dataclass(frozen=True, slots=True)
class Confirming:
    """Waiting for yes or no to `what`: restart, delete (first), erase (second), withdraw, "drop:SLOT" (remove one
    answer) or "near:DISTRICT" (is that your district)."""

    what: str
    then: "Place"


@dataclass(frozen=True, slots=True)
class Paused:
    then: "Place"


Place = (
    New | Consenting | Declined | Placing | Asking | Choosing | Idle | Talking | Picking | Confirming | Paused
)


UNKNOWN = 10 * 60 * 1000
"""A lag of ten minutes or more says nothing: then a clock is wrong, or LINE delivered the event again."""


@dataclass(frozen=True, slots=True)
class State:
    """`turn` grows with every event of the person; `seen` is the newest event time (`at`), `heard_at` our time then.

    `lag` is the least time that an event took to reach us, clocks' difference included; it is learnt (UNKNOWN before).
    `asked_at` is when the screen of `place` was first shown (our time). `before` is the slot that was open before the
    present one, `picked` the buttons chosen so far ("question=code code"), `hollow` the questions answered with
    "nothing", `renew` those whose next words replace the older ones, `talks` how many free talks there are.
    `elsewhere`: there are answers of this person in another round.
    """

    place: Place = field(default_factory=New)
    profile: Profile = field(default_factory=Profile)
    version: str = ""
    answered: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()
    renew: tuple[str, ...] = ()
    before: str = ""
    asked_at: int = 0
    turn: int = 0
    seen: int = 0
    heard_at: int = 0
    talks: int = 0
    last_tap: str = ""
    lag: int = UNKNOWN
    elsewhere: bool = False

    def at(self, place: Place) -> "State":
        return replace(self, place=place)


_PLACES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        New,
        Consenting,
        Declined,
        Placing,
        Asking,
        Choosing,
        Idle,
        Talking,
        Picking,
        Confirming,
        Paused,
    )
}


def to_json(state: State) -> str:
    return json.dumps(_plain(state), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> State:
    """Never raises: what cannot be read is a person at the beginning."""
    try:
        raw = json.loads(text)
        place, profile = _place(raw.pop("place")), _filled(Profile, raw.pop("profile"))
        state: State = _filled(State, {**raw, "place": place, "profile": profile})
        return state
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return State()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {"is": type(value).__name__, **plain} if type(value).__name__ in _PLACES else plain
    return list(value) if isinstance(value, tuple) else value


def _place(raw: dict[str, Any]) -> Place:
    values = {k: _place(v) if k == "then" and v else v for k, v in raw.items() if k != "is"}
    place: Place = _filled(_PLACES[raw["is"]], values)
    return place


def _filled(kind: type[Any], raw: dict[str, Any]) -> Any:
    """Known fields only, so a state written by a newer or older version still reads; types must fit."""
    known = {f.name: f.default for f in fields(kind)}
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items() if k in known}
    for name, value in values.items():
        default = known[name]
        if isinstance(default, (str, int, bool, tuple)) and type(value) is not type(default):
            raise TypeError(name)
        if isinstance(value, tuple) and not all(isinstance(item, str) for item in value):
            raise TypeError(name)
    return kind(**values)

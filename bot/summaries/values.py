"""A summary as values: counted, protected, ready to be worded or drawn. Counts nothing itself.

Wherever a `Count` may be None, the figure is hidden, because it or what it could be subtracted from isolates fewer than
`fewest` people.
"""

from dataclasses import dataclass

from bot.organising.scope import Scope


@dataclass(frozen=True, slots=True)
class Count:
    people: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One theme of the codebook."""

    code: str
    label: str
    count: Count | None


@dataclass(frozen=True, slots=True)
class Part:
    """One focus area; `bars` most people first, `fresh` what is said now and was not before."""

    focus: int
    title: str
    count: Count | None
    bars: tuple[Bar, ...] = ()
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Masked words, as they were given; `who` is no more than a role or a zone, empty where that would be too much.
    `focus` is the focus area, 0 where it is not known."""

    text: str
    themes: tuple[str, ...]
    who: str
    code: str
    focus: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A group or district that was hardly heard: `people` so far of the `target` (0 where none is set)."""

    label: str
    people: int | None
    target: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """People who came, and of those how many agreed, answered, and finished the short path; None is hidden."""

    joined: int | None = 0
    consented: int | None = 0
    answered: int | None = 0
    finished: int | None = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One day, week or month of the trend."""

    label: str
    people: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """`about` is what was understood ("ประเด็นที่ 2 · ไทรโยค · ครู · 7 วัน"), `dates` which days that are, `at` when
    it was counted (ms). `before` is the period before, `before_label` its name, "" where there is none. `funnel` is
    None under a filter that it does not know. `nudge` is a text to forward to those who were not heard. `note` says
    what was hidden or widened, and why."""

    scope: Scope
    title: str
    about: str
    dates: str
    at: int
    fewest: int
    count: Count | None
    before: Count | None = None
    before_label: str = ""
    funnel: Funnel | None = None
    trend: tuple[Step, ...] = ()
    parts: tuple[Part, ...] = ()
    quotes: tuple[Quote, ...] = ()
    gaps: tuple[Gap, ...] = ()
    nudge: str = ""
    note: str = ""

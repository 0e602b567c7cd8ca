"""One answer as summaries take it. Holds no name and no key of a person beyond the one it is counted by."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """`person` is counted, `code` is shown; `text` is masked already; `given_at` is in seconds or milliseconds."""

    code: str
    person: str
    text: str
    themes: tuple[str, ...]
    stance: str
    given_at: int


def in_order(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """One order for any order of input: a summary must not change when rows come back in another."""
    return tuple(sorted(voices, key=_place))


def people(voices: Iterable[Voice]) -> int:
    return len({voice.person for voice in voices})


def _place(voice: Voice) -> tuple[int, str, str, str, tuple[str, ...], str]:
    return voice.given_at, voice.code, voice.person, voice.text, voice.themes, voice.stance

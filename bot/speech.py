"""What a turn looks like before any messenger dresses it: bubbles with text, numbered options and buttons.

Never more than three bubbles a turn. Knows no LINE, no screen and no memory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.effects import Ask, Button, Effect, Say, Show
from bot.form import Form

MOST_BUBBLES = 3
MOST_BUTTONS = 13


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble.

    `head` is the small line at the top ("ข้อ 3 จาก 9"), `above` small print before the text, `hint` the small line
    below. `options` are numbered from 1, and the first buttons are theirs. A `card` is a question and set larger; the
    buttons of the last bubble are the ones shown.
    """

    text: str
    head: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    card: bool = False
    above: str = ""


class _Slots(dict[str, str]):
    """A slot that nobody filled shows nothing: a person never sees a brace, and nothing is raised."""

    def __missing__(self, key: str) -> str:
        return ""


def speak(
    effects: Iterable[Effect], form: Form, shown: Mapping[str, str] | None = None
) -> tuple[Bubble, ...]:
    """The bubbles of a turn. `shown` holds what memory gave for each `Show`: empty text says there is nothing."""
    bubbles: list[Bubble] = []
    for effect in effects:
        match effect:
            case Say(phrase, slots, buttons):
                bubbles.append(Bubble(phrase_text(form, phrase, slots), buttons=buttons))
            case Ask():
                bubbles.append(_card(effect, form))
            case Show(what, buttons, you):
                bubbles.append(Bubble(_shown(what, (shown or {}).get(what, ""), you, form), buttons=buttons))
            case _:
                pass
    return _at_most_three(bubbles)


def phrase_text(form: Form, phrase: str, slots: Mapping[str, str]) -> str:
    return form.phrases.get(phrase, phrase).format_map(_Slots(slots))


def _card(ask: Ask, form: Form) -> Bubble:
    place = {"number": str(ask.number), "total": str(ask.total)}
    head = phrase_text(form, "progress", place) if ask.total else ""
    return Bubble(ask.text, head, ask.hint, ask.options, ask.buttons, card=True, above=ask.above)


def _shown(what: str, text: str, you: str, form: Form) -> str:
    return phrase_text(form, what if text else f"{what}_none", {"you": you, "shown": text})


def _at_most_three(bubbles: list[Bubble]) -> tuple[Bubble, ...]:
    """Plain bubbles that stand before one another become one; a card stays a card."""
    while len(bubbles) > MOST_BUBBLES:
        at = next(
            (i for i in range(len(bubbles) - 1) if not bubbles[i].card and not bubbles[i + 1].card), None
        )
        if at is None:
            return tuple(bubbles[-MOST_BUBBLES:])
        first, second = bubbles[at : at + 2]
        bubbles[at : at + 2] = [replace(second, text=f"{first.text}\n{second.text}")]
    return tuple(bubbles)

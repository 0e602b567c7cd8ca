"""What a turn looks like before any messenger dresses it: bubbles with text, numbered options and buttons.

Never more than three bubbles a turn. Knows no LINE, no screen and no memory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.effects import Ask, Button, Effect, Say, Show
from bot.form import Form
from bot.given import Card, Memory, cards, lines, pages
from bot.state import State
from bot.taps import PAGE, button

MOST_BUBBLES = 3
NOTHING, NOBODY = Memory(), State()


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble.

    `head` is the small line at the top ("ข้อ 3 จาก 9"), `above` small print before the text, `hint` the small line
    below. `options` are numbered from 1, and the first buttons are theirs; `lead` are buttons shown before those. A
    `card` is a question and set larger; the buttons of the last bubble are the ones shown. `cards` stand side by side
    instead of the text, which is then only read out. `link` is what a button of the card opens: label and address.
    """

    text: str
    head: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    card: bool = False
    above: str = ""
    lead: tuple[Button, ...] = ()
    cards: tuple[Card, ...] = ()
    link: tuple[str, str] = ("", "")


class _Slots(dict[str, str]):
    """A slot that nobody filled shows nothing: a person never sees a brace, and nothing is raised."""

    def __missing__(self, key: str) -> str:
        return ""


def speak(
    effects: Iterable[Effect], form: Form, memory: Memory = NOTHING, state: State = NOBODY
) -> tuple[Bubble, ...]:
    """The bubbles of a turn. `memory` fills each `Show`, for the person in `state`."""
    bubbles: list[Bubble] = []
    for effect in effects:
        match effect:
            case Say(phrase, slots, buttons):
                bubbles.append(Bubble(phrase_text(form, phrase, slots), buttons=buttons))
            case Ask():
                bubbles.append(_card(effect, form))
            case Show():
                bubbles.append(_shown(effect, form, memory, state))
            case _:
                pass
    return _at_most_three(bubbles)


def phrase_text(form: Form, phrase: str, slots: Mapping[str, str]) -> str:
    return form.phrases.get(phrase, phrase).format_map(_Slots(slots))


def _card(ask: Ask, form: Form) -> Bubble:
    place = {"number": str(ask.number), "total": str(ask.total)}
    head = phrase_text(form, "progress", place) if ask.total else ""
    return Bubble(ask.text, head, ask.hint, ask.options, ask.buttons, card=True, above=ask.above)


def _shown(show: Show, form: Form, memory: Memory, state: State) -> Bubble:
    match show.what:
        case "mine":
            return _mine(show, form, memory, state)
        case "picking":
            told = lines(memory.given, show.slots, state, form)
            text = phrase_text(form, show.phrase, {"you": show.you})
            return Bubble(text, options=told, buttons=show.buttons, lead=show.lead, card=True)
        case "copy":
            text = phrase_text(form, "copy" if memory.link else "copy_none", {"you": show.you})
            link = (form.buttons["open_copy"], memory.link) if memory.link else ("", "")
            return Bubble(text, buttons=show.buttons, card=bool(memory.link), link=link)
        case "results":
            phrase = "results" if memory.results else "results_none"
            return Bubble(phrase_text(form, phrase, {"shown": memory.results}), buttons=show.buttons)


def _mine(show: Show, form: Form, memory: Memory, state: State) -> Bubble:
    page = min(show.page, pages(memory.given) - 1)
    shown = cards(memory.given, page, state, form)
    if len(shown) == 1 and not state.profile.role:
        return Bubble(form.phrases["mine_none"], buttons=show.buttons)
    slots = {"you": show.you, "shown": "\n\n".join(f"{card.head}\n→ {card.text}" for card in shown)}
    after = page + 1
    further = after < pages(memory.given)
    label = form.buttons["see_more"]
    more = (button(label, form.version, PAGE, str(after), state.turn),) if further else ()
    return Bubble(phrase_text(form, "mine", slots), buttons=(*more, *show.buttons), cards=shown)


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

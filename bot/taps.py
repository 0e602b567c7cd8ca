"""What a button carries: questionnaire version, where it stood, what it means, and the turn it was shown in.

People's phones may send anything back, at any time: reading never raises.
"""

from dataclasses import dataclass

from bot.effects import Button

# Places that are no question. A question's button carries the question's id.
DO, CONSENT, MENU, FOCUS, PICK, CONFIRM = "do", "consent", "menu", "focus", "pick", "confirm"
# An answer in one's own data: change it, remove it; or the next page of them.
EDIT, DROP, PAGE = "edit", "drop", "page"

_BETWEEN = "~"


@dataclass(frozen=True, slots=True)
class Tap:
    """`where` is a question's id, a profile field or one of the places above; `what` a code or a command."""

    version: str
    where: str
    what: str
    turn: int


def button(label: str, version: str, where: str, what: str, turn: int) -> Button:
    return Button(label, _BETWEEN.join((version, where, what, str(turn))))


def read_tap(data: str) -> Tap | None:
    parts = data.split(_BETWEEN)
    if len(parts) != 4 or not (parts[3].isascii() and parts[3].isdigit()) or len(parts[3]) > 9:
        return None
    return Tap(parts[0], parts[1], parts[2], int(parts[3]))

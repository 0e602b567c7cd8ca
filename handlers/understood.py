"""What the bot understood of one message, and why: looked up and read again for people who try the bot out.

Changes nothing. The words are read under the question that they were kept for, as they were when they came; the
coding of an answer reads all of its bubbles together.
"""

from dataclasses import dataclass

from bot.thai.reader import Reader
from bot.thai.why import Explained
from handlers.coding import asked
from handlers.services import Services
from models import bubbles, people
from models.bubbles import Placed

NOTHING = "nothing"
"""What was open when a message came that is no answer is kept nowhere."""


@dataclass(frozen=True, slots=True)
class Understood:
    """`placed` is where the message is kept; None when it is kept as no answer."""

    explained: Explained
    placed: Placed | None = None


def understood(services: Services, reader: Reader, user_id: str, message_id: str, words: str) -> Understood:
    """`words` stand in for a message that is kept nowhere, of whomever."""
    placed = _placed(services, user_id, message_id)
    if placed is None:
        return Understood(reader.explain(words, NOTHING))
    return Understood(reader.explain(placed.text, asked(placed.facet)), placed)


def _placed(services: Services, user_id: str, message_id: str) -> Placed | None:
    with services.store.reading() as conn:
        person = people.find(conn, services.identity.handle(user_id))
        return bubbles.placed(conn, person.id, message_id) if person is not None else None

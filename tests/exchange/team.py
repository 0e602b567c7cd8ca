"""People who become organisers and order something, by the very functions that the exchange calls."""

from bot.events import Event, Said
from bot.organising.orders import Order
from bot.organising.taps import order_of
from handlers.organising import invitations
from handlers.organising.asked import Answer, Asked, Command
from handlers.organising.joining import by_code
from handlers.organising.words import desk_words
from models import audit, invites, organisers, people
from models.database import Store
from models.invites import Invite
from models.organisers import OWNER, Organiser
from models.people import Person
from tests.exchange.chat import IDENTITY, Phone
from tests.exchange.group_chat import HOUR

WORDS = desk_words()
OPERATOR = audit.OPERATOR


class Member(Phone):
    """Somebody who types a code, or orders once they organise."""

    def met(self) -> "Member":
        self.join()
        return self

    @property
    def person(self) -> Person:
        with self.services.store.reading() as conn:
            found = people.get(conn, self.id)
        assert found is not None
        return found

    @property
    def organiser(self) -> Organiser | None:
        with self.services.store.reading() as conn:
            return organisers.of(conn, self.id)

    @property
    def known(self) -> Organiser:
        """The same, of somebody who is one."""
        found = self.organiser
        assert found is not None
        return found

    def types(self, text: str) -> str | None:
        """What answers it; None where it gets the ordinary answer."""
        now = self.clock.now()
        return self.hears(Said(text=text, message_id="m", at=now, now=now))

    def hears(self, event: Event) -> str | None:
        person = self.person
        with self.services.store.writing(person.handle) as conn:
            answer = by_code(self.services, conn, person, event)
        return None if answer is None else said(answer)

    def orders(self, command: Command, order: Order) -> Answer:
        person, organiser = self.person, self.known
        with self.services.store.writing(person.handle) as conn:
            return command(Asked(self.services, conn, organiser, order, self.clock.now()))

    def becomes(self, role: str, **opens: str) -> "Member":
        self.types(invitations.sentence(code_for(self, role, **opens)))
        return self


def code_for(phone: Phone, role: str = OWNER, **opens: str) -> str:
    """A code that waits to be typed, for two hours."""
    code, now = invites.new_code(), phone.clock.now()
    opened = Invite(**{"role": role, "made_by": OPERATOR, **opens})
    with phone.services.store.writing() as conn:
        invitations.keep(conn, IDENTITY, code, opened, now, now + 2 * HOUR)
    return code


def said(answer: Answer) -> str:
    return "\n".join(message["text"] for message in answer)


def buttons(answer: Answer) -> dict[str, Order]:
    items = [item["action"] for item in answer[-1].get("quickReply", {}).get("items", ())]
    found = {action["label"]: order_of(action["data"]) for action in items}
    return {label: order for label, order in found.items() if order}


def acts(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as conn:
        return [(entry.who, entry.act, entry.about) for entry in audit.last(conn, 99)]

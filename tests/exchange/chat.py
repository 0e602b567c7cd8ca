"""People who talk with the bot through the exchange, seeing only what a phone would show them."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.events import Event, Joined, Left, Said, Sent, Tapped, Unsent
from bot.reading import Reading
from bot.state import Asking, State
from handlers.data import load_form
from handlers.exchange import Outcome, exchange, wake
from handlers.line.inbound import Incoming
from handlers.services import Services
from models import people, states, wakeups
from models.database import Store
from models.identity import Identity
from models.outbox import outbox

START = 1_790_000_000_000
IDENTITY = Identity("an invented secret that is long enough")
FORM = load_form()


@dataclass
class StoppedClock:
    """Stands still until it is moved."""

    at: int = START

    def now(self) -> int:
        return self.at

    def forward(self, milliseconds: int) -> int:
        self.at += milliseconds
        return self.at


class PlainReader:
    """Knows one theme and one focus area, and masks one name."""

    def read(self, text: str, asking: str = "") -> Reading:
        themes = ("teacher_supply",) if "ครู" in text else ("none",)
        masked = text.replace("สมชาย", "(ชื่อคน)")
        return Reading(
            "answer", 2 if "ร่วมมือ" in text else 0, (asking,) if asking else (), themes, "problem", masked
        )


def services(store: Store, clock: StoppedClock | None = None) -> Services:
    return Services(store, IDENTITY, clock or StoppedClock(), FORM, PlainReader(), "trial")


@dataclass
class Phone:
    """One person. `sent` counts what they did, so that every event has its own id."""

    services: Services
    user_id: str = "U00000000000000000000000000000001"
    sent: int = 0
    answered: list[Outcome] = field(default_factory=list)

    @property
    def token(self) -> str:
        """The reply token of the last event."""
        return f"token-{self.user_id[-6:]}-{self.sent}"

    @property
    def clock(self) -> StoppedClock:
        assert isinstance(self.services.clock, StoppedClock)
        return self.services.clock

    def do(self, event: Event, **more: Any) -> Outcome:
        self.sent += 1
        given = {"event_id": f"event-{self.user_id[-6:]}-{self.sent}", "reply_token": self.token}
        kind = type(event).__name__.lower()
        incoming = Incoming(**{**given, "kind": kind, "user_id": self.user_id, "event": event, **more})
        self.answered.append(exchange(self.services, incoming))
        return self.answered[-1]

    def join(self) -> None:
        self.do(Joined(**self._now()))

    def block(self) -> None:
        self.do(Left(**self._now()), reply_token=None)

    def say(self, text: str, message_id: str = "", at: int = 0, **more: Any) -> Outcome:
        now = self._now()
        said = Said(text=text, message_id=message_id or f"m{self.sent}", **{**now, "at": at or now["at"]})
        return self.do(said, **more)

    def sticker(self) -> Outcome:
        return self.do(Sent(kind="sticker", message_id=f"m{self.sent}", **self._now()))

    def unsend(self, message_id: str) -> None:
        self.do(Unsent(message_id=message_id, **self._now()), reply_token=None)

    def tap(self, label: str) -> Outcome:
        return self.do(Tapped(data=self.buttons()[label], **self._now()))

    def tap_data(self, data: str, now: int) -> Outcome:
        """A button from somewhere else: an old card, the menu below the chat, or nowhere at all."""
        return self.do(Tapped(data=data, at=now, now=now))

    def keep_quiet(self, milliseconds: int = 10_000) -> Outcome | None:
        """As long as the alarm takes to ring, if one is set."""
        self.clock.forward(milliseconds)
        with self.services.store.reading() as conn:
            turn = wakeups.turn_of(conn, self.id)
        return None if turn is None else wake(self.services, self.id, turn)

    def rows(self) -> list[dict[str, Any]]:
        with self.services.store.reading() as conn:
            mine = select(outbox).where(outbox.c.person_id == self.id).order_by(outbox.c.id)
            return [dict(row) for row in conn.execute(mine).mappings()]

    def texts(self) -> list[str]:
        return [str(message) for row in self.rows() for message in row["messages"]]

    def buttons(self) -> dict[str, str]:
        shown = [message for row in self.rows() for message in row["messages"] if "quickReply" in message]
        actions = [item["action"] for item in shown[-1]["quickReply"]["items"]]
        return {action["label"]: action["data"] for action in actions}

    @property
    def id(self) -> int:
        with self.services.store.reading() as conn:
            person = people.find(conn, IDENTITY.handle(self.user_id))
        assert person is not None
        return person.id

    @property
    def state(self) -> State:
        with self.services.store.reading() as conn:
            return states.load(conn, self.id)

    def at_first_question(self) -> "Phone":
        """Consent, an adult, and the first button of whatever else is asked."""
        self.join()
        self.tap(FORM.buttons["consent_yes"])
        for _ in range(12):
            if isinstance(self.state.place, Asking):
                return self
            adults = [label for label in self.buttons() if label in ADULTS]
            self.tap(adults[0] if adults else next(iter(self.buttons())))
        raise AssertionError(self.state)

    def _now(self) -> dict[str, int]:
        at = self.clock.forward(10_000)
        return {"at": at, "now": at}


ADULTS = [FORM.ages[code].label for code in ("40-59", "60+")]

"""One turn of one person while it is worked on. Values and a memo; decides nothing, keeps nothing."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.reading import Reading
from bot.state import Profile
from handlers.services import Services
from models.answers import Answer
from models.bubbles import Joined
from models.people import Person


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody to come back to, when they stay quiet until then."""

    person_id: int
    turn: int
    due_at: int


@dataclass(slots=True)
class Turn:
    """One turn of one person while it is worked on. `touched` are the answers whose words changed; what the words
    are now stands in `words` where no look at the bubbles is needed to tell. `erased`: something was taken back for
    good; `brought`: there is a photo or a voice to fetch; `stirred`: what is counted of the person may have changed."""

    services: Services
    conn: Connection
    person: Person
    now: int
    profile: Profile = field(default_factory=Profile)
    touched: dict[int, Answer] = field(default_factory=dict)
    words: dict[int, Joined] = field(default_factory=dict)
    alarm: Alarm | None = None
    forgotten: bool = False
    erased: bool = False
    brought: bool = False
    stirred: bool = False
    readings: dict[tuple[str, str], Reading] = field(default_factory=dict)

    @property
    def round(self) -> str:
        return self.profile.round or self.services.round

    def who(self) -> tuple[str, str, str]:
        """Who speaks, as an answer remembers it: role, sector and district."""
        role = self.services.form.roles.get(self.profile.role)
        return self.profile.role, role.sector if role else "", self.profile.district

    def read(self, text: str, asking: str = "") -> Reading:
        """Reading costs more than all else in a turn: never twice the same."""
        known = self.readings.get((text, asking))
        if known is None:
            known = self.readings[text, asking] = self.services.reader.read(text, asking)
        return known

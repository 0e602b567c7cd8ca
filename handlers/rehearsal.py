"""One person talking with the bot, without LINE: the real exchange on a database of its own, in set time.

Whoever rehearses says, taps and waits; what the bot would have sent comes back as `Heard` bubbles.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection

from bot.events import Came, Event, Joined, Left, Said, Sent, Tapped, Unsent, Where
from bot.menus import data_of
from handlers.announcing_job import carry_on
from handlers.clock import SetClock
from handlers.data import load_form, load_orders
from handlers.digesting import hourly_digest
from handlers.exchange import exchange, wake
from handlers.grouping import leave_strangers
from handlers.line.inbound import Incoming
from handlers.organising.desk import Desk
from handlers.seed import seed
from handlers.services import Reader, Services
from handlers.setup.loading import load_menus
from handlers.simulator.standin_texts import texts
from models import dispatch, invites, wakeups
from models.audit import OPERATOR
from models.database import open_store
from models.identity import Identity
from models.invites import Invite
from models.migrate import upgrade
from models.organisers import ORGANISER, OWNER, VIEWER
from models.outgoing import Outcome, Outgoing

PERSON, GROUP = "U" + "7" * 32, "C" + "7" * 32
CODE = "{รหัส}"
CODES = {OWNER: "{รหัสเจ้าของ}", ORGANISER: "{รหัสผู้จัด}", VIEWER: "{รหัสผู้ดู}"}
# 24 November 2569, nine in the morning in Kanchanaburi.
START = 1_795_485_600_000
BETWEEN = 900
_WHOLE = ("organiser", "digest", "announcement")


@dataclass(frozen=True, slots=True)
class Heard:
    """One bubble of the bot: its lines as a person reads them. `whole`: it is long, and worth reading to the end."""

    lines: tuple[str, ...]
    whole: bool = False


@dataclass
class Rehearsal:
    """`buttons` are those on the screen, label -> data; `seen` all that ever were. `said` holds message ids.
    What invented people said is older than `crowded_at`."""

    services: Services
    clock: SetClock
    buttons: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    count: int = 0
    crowded_at: int = 0

    def follow(self) -> list[Heard]:
        return self._do(lambda when: Joined(**when))

    def block(self) -> list[Heard]:
        return self._do(lambda when: Left(**when))

    def crowd(self, people: int) -> None:
        """So many invented people have given three answers each, within the last month; always the same ones."""
        for _ in seed(self.services, 3 * people, self.services.round):
            pass
        self.crowded_at = self.clock.now()

    def say(self, text: str) -> list[Heard]:
        """{รหัสเจ้าของ}, {รหัสผู้จัด} and {รหัสผู้ดู} stand for a new code that makes such an organiser."""
        for role, code in CODES.items():
            if code in text:
                text = text.replace(code, self._code(role, invites.ORGANISER))
        self.said.append(f"{self.count + 1}")
        return self._do(lambda when: Said(text=text, message_id=f"{self.count}", **when))

    def send(self, kind: str) -> list[Heard]:
        self.said.append(f"{self.count + 1}")
        return self._do(lambda when: Sent(kind=kind, message_id=f"{self.count}", **when))

    def share_place(self, address: str) -> list[Heard]:
        where = Where(address, 0.0, 0.0)
        return self._do(lambda when: Sent(kind="location", message_id=f"{self.count}", where=where, **when))

    def scan(self, poster: dict[str, Any]) -> list[Heard]:
        """The code of a poster; `poster` holds the fields of `Came`."""
        return self._do(lambda when: Came(**poster, **when))

    def unsend(self) -> list[Heard]:
        """Takes back the newest bubble that is not yet taken back."""
        message_id = self.said.pop()
        return self._do(lambda when: Unsent(message_id=message_id, **when))

    def tap_menu(self, caption: str) -> list[Heard]:
        """An area of everybody's menu below the chat. Raises KeyError when there is none of this name."""
        areas = next(menu.areas for menu in load_menus().values() if menu.everybody)
        data = {area.label: data_of(area) for area in areas}[caption]
        return self._do(lambda when: Tapped(data=data, **when))

    def change_notice(self) -> list[Heard]:
        """Somebody changes the words of the notice, and with them its version."""
        form = self.services.form
        consent = replace(form.consent, version=f"{form.consent.version}+")
        self.services = replace(self.services, form=replace(form, consent=consent))
        return []

    def invite_to_group(self) -> list[Heard]:
        return self._in_group("join")

    def say_in_group(self, text: str) -> list[Heard]:
        """What begins with @ mentions the bot; {รหัส} stands for a new code that links a group."""
        if CODE in text:
            text = text.replace(CODE, self._code("", invites.GROUP))
        return self._in_group("message/text", text.removeprefix("@").strip(), text.startswith("@"))

    def tap(self, label: str, *, old: bool = False) -> list[Heard]:
        """Raises KeyError when no such button is on the screen (or, with `old`, ever was)."""
        data = (self.seen if old else self.buttons)[label]
        return self._do(lambda when: Tapped(data=data, **when))

    def wait(self, milliseconds: int) -> list[Heard]:
        """Time passes; the bot wakes up if it wanted to, leaves a group that nobody linked, sends weekly reports."""
        self.clock.forward(milliseconds)
        woken = self._wake()
        leave_strangers(self.services)
        hourly_digest(self.services)
        carry_on(self.services)
        return [*woken, *self._delivered()]

    def quiet(self) -> list[Heard]:
        return self.wait(self.services.form.quiet_seconds * 1000 + 1)

    def _do(self, make: Any) -> list[Heard]:
        self.count += 1
        self.clock.forward(BETWEEN)
        woken = self._wake()
        now = self.clock.now()
        event: Event = make({"at": now, "now": now})
        incoming = Incoming(
            event_id=f"{self.count:026d}",
            kind=type(event).__name__,
            user_id=PERSON,
            reply_token=None if isinstance(event, Left | Unsent) else f"token{self.count}",
            event=event,
        )
        exchange(self.services, incoming)
        return [*woken, *self._delivered()]

    def _in_group(self, kind: str, words: str = "", mentioned: bool = False) -> list[Heard]:
        self.count += 1
        self.clock.forward(BETWEEN)
        at, id, token = self.clock.now(), f"{self.count:026d}", f"token{self.count}"
        heard = Incoming(id, kind, None, GROUP, token, words=words, mentioned=mentioned, at=at)
        exchange(self.services, heard)
        return self._delivered()

    def _code(self, role: str, kind: str) -> str:
        code, services, now = invites.new_code(), self.services, self.clock.now()
        opens = Invite(services.round, role, made_by=OPERATOR)
        with services.store.writing() as conn:
            digest = invites.digest(services.identity, code)
            fields = {name: getattr(opens, name) for name in Invite.__slots__}
            invites.add(conn, digest, kind=kind, now=now, expires_at=now + 3_600_000, **fields)
        return code

    def _wake(self) -> list[Heard]:
        with self.services.store.writing() as conn:
            due = wakeups.due(conn, self.clock.now(), 1000, 10)
        for person_id, turn in due:
            wake(self.services, person_id, turn)
        return self._delivered()

    def _delivered(self) -> list[Heard]:
        """What a sender would send now, in order."""
        heard: list[Heard] = []
        while rows := self._claimed():
            for row in rows:
                heard += self._arrived(row)
        return heard

    def _arrived(self, row: Outgoing) -> list[Heard]:
        if row.kind == "menu":
            return [Heard(("(เมนูผู้จัด)" if row.messages else "(เมนูเดิม)",))]
        if row.kind == "multicast":
            return [Heard((f"(ประกาศไปถึง {len(row.to)} คน)",))]
        told = [self._read(message, row.purpose in _WHOLE) for message in row.messages]
        return [*told, Heard(("(ออกจากกลุ่ม)",))] if row.kind == "leave" else told

    def _claimed(self) -> list[Outgoing]:
        now = self.clock.now()
        with self.services.store.writing() as conn:
            rows = dispatch.claim(conn, now, lease_ms=1000, limit=10).rows
            done = [(row, Outcome(row.id, "sent", pushed=len(row.to) or row.paid)) for row in rows]
            dispatch.settle(conn, done, now)
            return rows

    def _read(self, message: dict[str, Any], whole: bool) -> Heard:
        items = message.get("quickReply", {}).get("items", ())
        self.buttons = {item["action"]["label"]: item["action"]["data"] for item in items} | _beside(message)
        self.seen |= self.buttons
        lines = [line for text in texts(message) for line in text.split("\n") if line.strip()]
        return Heard(tuple(lines), whole)


def _link(conn: Connection, person_id: int, now: int) -> str:
    """There is no web page here that it could open."""
    return "https://siangkan.example/copy/…"


def _beside(message: dict[str, Any]) -> dict[str, str]:
    """The buttons on cards that stand side by side, each with the number of its card."""
    cards = message.get("contents", {}).get("contents", ()) if message["type"] == "flex" else ()
    return {
        f"{action['label']} {number}": action["data"]
        for number, each in enumerate(cards)
        for action in _actions(each)
        if action["type"] == "postback"
    }


def _actions(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for each in part:
            yield from _actions(each)
    elif isinstance(part, dict):
        if isinstance(part.get("action"), dict):
            yield part["action"]
        for name, each in part.items():
            if name != "action":
                yield from _actions(each)


@contextmanager
def rehearsing(reader: Reader, round: str = "rehearsal") -> Iterator[Rehearsal]:
    """A rehearsal on a database in a folder of its own, gone afterwards."""
    with TemporaryDirectory(prefix="siangkan-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'rehearsal.db'}")
        upgrade(store)
        clock = SetClock(START)
        identity = Identity("a rehearsal keeps nobody's name")
        try:
            desk = Desk(load_orders)
            services = Services(
                store, identity, clock, load_form(), reader, round, copy_link=_link, desk=desk
            )
            yield Rehearsal(services, clock)
        finally:
            store.close()

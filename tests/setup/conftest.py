"""An official account at a stand-in of LINE over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from handlers.clock import SystemClock
from handlers.line.account import Account
from handlers.setup.loading import load_menus
from handlers.setup.menus import bring_about
from handlers.setup.wanted import Wanted, wanted_menus
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import serve_standin
from handlers.simulator.standin_values import Trouble

SECRET, TOKEN = "the channel secret", "the-channel-token"
NOWHERE = "http://127.0.0.1:9/webhook"
MENUS = load_menus()
CHANGED = {code: replace(menu, bar="เมนูใหม่") for code, menu in MENUS.items()}
# Drawn once: a picture takes a third of a second.
OLD, NEW = wanted_menus(MENUS), wanted_menus(CHANGED)


class Shaky(StandIn):
    """LINE on a bad day: the call number `fails_at`, counted from now, fails. `after` it has done what was asked?"""

    fails_at, after = 0, False

    def fail_at(self, number: int, after: bool) -> None:
        with self.changed:
            self.fails_at, self.after = number, after

    def take_trouble(self, path: str) -> Trouble | None:
        with self.changed:
            self.fails_at -= 1
            return Trouble(500, after_accept=self.after) if self.fails_at == 0 else super().take_trouble(path)


@dataclass
class Desk:
    """An operator's desk: the account as we reach it, and LINE as it really is."""

    line: Shaky
    base_url: str
    account: Account
    told: list[str] = field(default_factory=list)

    def bring(self, wanted: list[Wanted] = OLD, *, dry_run: bool = False) -> int:
        return bring_about(self.account, wanted, self.told.append, dry_run=dry_run)

    def state(self) -> dict[str, Any]:
        """All that set-up may change at LINE."""
        menus = self.line.menus
        kept = {id: (menu["name"], id in menus.pictures) for id, menu in menus.kept.items()}
        return {
            "kept": kept,
            "default": menus.default,
            "aliases": dict(menus.aliases),
            "webhook": self.line.postman.url,
        }

    def names(self) -> list[str]:
        return sorted(menu["name"] for menu in self.line.menus.kept.values())

    def name_of(self, menu_id: str | None) -> str:
        return str(self.line.menus.kept[menu_id or ""]["name"])

    def friend(self, name: str) -> str:
        user = self.line.new_person(name)
        self.line.follow(user)
        return user


@pytest.fixture
def desk() -> Iterator[Desk]:
    line = Shaky(SECRET, TOKEN, NOWHERE, SystemClock(), redeliver=False, patience=2.0)
    with serve_standin(line) as served:
        yield Desk(line, served.base_url, Account(TOKEN, served.base_url, served.base_url, seconds=10.0))

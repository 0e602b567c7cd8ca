"""Brings our menus at LINE to what they should be. Never touches a menu of anybody else.

Running it again goes on where it stopped, and changes nothing when nothing has to change.
"""

import time
from collections.abc import Callable

from bot.menus import Menus
from handlers.line.account import Account
from handlers.line.account_calls import AccountFault
from handlers.setup.difference import (
    Create,
    Default,
    Delete,
    Existing,
    Found,
    Move,
    Name,
    Paint,
    Step,
    Unname,
    difference,
    kept,
)
from handlers.setup.wanted import OURS, Wanted, wanted_menus

Tell = Callable[[str], None]
_LOOK_SECONDS, _LOOKS = 1.0, 30


def set_up_menus(account: Account, menus: Menus, tell: Tell, *, dry_run: bool = False) -> int:
    """How many steps there were. Raises AccountFault, and NoShaping where Pillow cannot set Thai."""
    return bring_about(account, wanted_menus(menus), tell, dry_run=dry_run)


def bring_about(account: Account, wanted: list[Wanted], tell: Tell, *, dry_run: bool = False) -> int:
    """The same with menus that are drawn already."""
    found = found_at(account)
    steps = difference(wanted, found)
    doing = Doing(account, {each.name: each for each in wanted}, kept(wanted, found))
    for step in steps:
        tell(("Would " if dry_run else "") + told(step, dry_run))
        if not dry_run:
            doing.do(step)
        elif isinstance(step, Create):
            account.check_menu(doing.wanted[step.name].body)
    if not steps:
        tell("The menus are as they should be.")
    return len(steps)


def found_at(account: Account) -> Found:
    ours = [menu for menu in account.menus() if str(menu.get("name", "")).startswith(f"{OURS} ")]
    known = [(str(menu.get("richMenuId", "")), str(menu["name"])) for menu in ours]
    existing = (Existing(id, name, account.has_picture(id)) for id, name in known)
    return Found(tuple(existing), account.default_menu(), account.aliases())


class Doing:
    """Carries out steps; `ids` knows LINE's id of every menu that exists by now."""

    def __init__(self, account: Account, wanted: dict[str, Wanted], ids: dict[str, str]) -> None:
        self.account, self.wanted, self.ids = account, wanted, ids

    def do(self, step: Step) -> None:
        account, ids = self.account, self.ids
        match step:
            case Create(name):
                account.check_menu(self.wanted[name].body)
                ids[name] = account.create_menu(self.wanted[name].body)
            case Paint(name):
                account.paint_menu(ids[name], self.wanted[name].png)
            case Name(alias, name, True):
                account.create_alias(alias, ids[name])
            case Name(alias, name):
                account.update_alias(alias, ids[name])
            case Default(name):
                account.set_default_menu(ids[name])
            case Move(moves):
                self._move([(old, ids[name]) for old, name in moves])
            case Unname(alias):
                account.delete_alias(alias)
            case Delete(id):
                account.delete_menu(id)

    def _move(self, moves: list[tuple[str, str]]) -> None:
        """The old menus may go only when nobody has them any more."""
        request_id = self.account.move_people(moves)
        for _ in range(_LOOKS):
            phase = self.account.moved(request_id)
            if phase == "succeeded":
                return
            if phase == "failed":
                raise AccountFault("LINE could not give everybody the new menu. Run the same again later.")
            time.sleep(_LOOK_SECONDS)
        raise AccountFault("LINE is still giving people the new menu. Run the same again in some minutes.")


def told(step: Step, dry_run: bool = False) -> str:
    """The step in words, as a sentence or after "Would"."""
    words = _words(step)
    return words if dry_run else words[0].upper() + words[1:]


def _words(step: Step) -> str:
    match step:
        case Create(name):
            return f"create the menu '{name}'."
        case Paint(name):
            return f"upload the picture of '{name}'."
        case Name(alias, name):
            return f"let the alias '{alias}' stand for '{name}'."
        case Default(name):
            return f"give everybody '{name}'."
        case Move(moves):
            return f"give the new menu to whoever was handed one of {len(moves)} older ones."
        case Unname(alias):
            return f"delete the alias '{alias}', which nothing uses any more."
        case Delete(_, name):
            return f"delete the older menu '{name}'."

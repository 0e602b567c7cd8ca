"""Hands one person another menu than everybody's, and takes it back. Knows no roles: whoever calls has decided."""

from handlers.line.account import Account

ORGANISER = "organiser"
"""The code of the organisers' menu in `bot/data/menus.toml`."""


def hand_out(account: Account, user: str, alias: str) -> bool:
    """False while `siangkan setup-line` has not made that menu yet. Raises AccountFault."""
    menu_id = account.menu_of_alias(alias)
    if menu_id:
        account.link_menu(user, menu_id)
    return bool(menu_id)


def take_back(account: Account, user: str) -> None:
    """The person sees everybody's menu again. Raises AccountFault."""
    account.unlink_menu(user)

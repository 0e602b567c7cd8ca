"""The official account itself: who it is, its webhook, its menus. For set-up; people's messages go elsewhere.

Every call may raise AccountFault, whose message is clear and holds no token.
"""

from dataclasses import dataclass

from handlers.line.account_calls import AccountFault, Calls, Json

_MENU = "/v2/bot/richmenu"
_DEFAULT = "/v2/bot/user/all/richmenu"
_WEBHOOK = "/v2/bot/channel/webhook"


@dataclass(frozen=True, slots=True)
class Info:
    """`chat_mode` is "chat" while the office may answer by hand, else "bot"."""

    name: str
    basic_id: str
    chat_mode: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """`active` is the switch "Use webhook", which only a person can turn."""

    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """How our server answered LINE: `reason` is LINE's one word, `status` the HTTP status, 0 for none."""

    success: bool
    status: int
    reason: str
    detail: str


class Account:
    """LINE has one host for calls and one for pictures."""

    def __init__(self, access_token: str, api_url: str, data_url: str, seconds: float = 10.0) -> None:
        self._api = Calls(api_url, access_token, seconds)
        self._data = Calls(data_url, access_token, seconds)

    def info(self) -> Info:
        told = self._api.get("/v2/bot/info", "Asking who the account is")
        return Info(_word(told, "displayName"), _word(told, "basicId"), _word(told, "chatMode"))

    def webhook(self) -> Webhook:
        """Its url is empty while none is set."""
        told = self._api.find(f"{_WEBHOOK}/endpoint", "Asking for the webhook") or {}
        return Webhook(_word(told, "endpoint"), told.get("active") is True)

    def set_webhook(self, url: str) -> None:
        self._api.send("PUT", f"{_WEBHOOK}/endpoint", "Setting the webhook", {"endpoint": url})

    def test_webhook(self, url: str) -> Tried:
        told = self._api.send("POST", f"{_WEBHOOK}/test", "Testing the webhook", {"endpoint": url})
        status = told.get("statusCode")
        known = status if isinstance(status, int) else 0
        return Tried(told.get("success") is True, known, _word(told, "reason"), _word(told, "detail"))

    def menus(self) -> list[Json]:
        menus = self._api.get(f"{_MENU}/list", "Listing the menus").get("richmenus")
        return [menu for menu in menus if isinstance(menu, dict)] if isinstance(menus, list) else []

    def check_menu(self, body: Json) -> None:
        self._api.send("POST", f"{_MENU}/validate", f"Checking menu '{body.get('name')}'", body)

    def create_menu(self, body: Json) -> str:
        what = f"Creating menu '{body.get('name')}'"
        made = _word(self._api.send("POST", _MENU, what, body), "richMenuId")
        if not made:
            raise AccountFault(f"{what}: LINE answered without the menu's id.")
        return made

    def delete_menu(self, menu_id: str) -> None:
        self._api.send("DELETE", f"{_MENU}/{menu_id}", "Deleting an older menu")

    def has_picture(self, menu_id: str) -> bool:
        return self._data.find(f"{_MENU}/{menu_id}/content", "Looking at a menu's picture") is not None

    def paint_menu(self, menu_id: str, png: bytes) -> None:
        self._data.upload(f"{_MENU}/{menu_id}/content", "Uploading a menu's picture", png, "image/png")

    def default_menu(self) -> str:
        """Empty while there is none."""
        return _word(self._api.find(_DEFAULT, "Asking for everybody's menu") or {}, "richMenuId")

    def set_default_menu(self, menu_id: str) -> None:
        self._api.send("POST", f"{_DEFAULT}/{menu_id}", "Giving everybody the menu")

    def aliases(self) -> dict[str, str]:
        named = self._api.get(f"{_MENU}/alias/list", "Listing the menus' aliases").get("aliases")
        known = [each for each in named if isinstance(each, dict)] if isinstance(named, list) else []
        return {_word(each, "richMenuAliasId"): _word(each, "richMenuId") for each in known}

    def create_alias(self, alias: str, menu_id: str) -> None:
        body = {"richMenuAliasId": alias, "richMenuId": menu_id}
        self._api.send("POST", f"{_MENU}/alias", f"Creating the alias '{alias}'", body)

    def update_alias(self, alias: str, menu_id: str) -> None:
        what = f"Changing the alias '{alias}'"
        self._api.send("POST", f"{_MENU}/alias/{alias}", what, {"richMenuId": menu_id})

    def delete_alias(self, alias: str) -> None:
        self._api.send("DELETE", f"{_MENU}/alias/{alias}", f"Deleting the alias '{alias}'")

    def move_people(self, moves: list[tuple[str, str]]) -> str:
        """Everybody who was handed one menu gets another. LINE does it later: ask `moved` with what this returns."""
        body = {"operations": [{"type": "link", "from": old, "to": new} for old, new in moves]}
        return _word(self._api.send("POST", f"{_MENU}/batch", "Changing people's menus", body), "requestId")

    def moved(self, request_id: str) -> str:
        """ "ongoing", "succeeded" or "failed"."""
        path = f"{_MENU}/progress/batch?requestId={request_id}"
        return _word(self._api.get(path, "Asking whether people's menus are changed"), "phase")


def _word(told: Json, name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""

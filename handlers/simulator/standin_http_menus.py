"""LINE's rich menu paths over the stand-in. Decides no rule itself."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_http_guards import answer, json_body
from handlers.simulator.standin_menus import check_menu
from handlers.simulator.standin_menus_moved import move
from handlers.simulator.standin_values import Json, Refused

MENU = "/v2/bot/richmenu"
ONE_MENU = f"{MENU}/<menu_id>"
ALL, ONE_PERSON = "/v2/bot/user/all/richmenu", "/v2/bot/user/<user>/richmenu"


def add_menus(api: Blueprint, standin: StandIn) -> None:
    """Add every rich menu path to the API."""
    for method, path, act, status in ROUTES:
        _add(api, standin, method, path, act, status)
    api.add_url_rule(f"{ONE_MENU}/content", "menu picture", lambda menu_id: _picture(standin, menu_id))


def _add(
    api: Blueprint, standin: StandIn, method: str, path: str, act: Callable[..., Json], status: int
) -> None:
    def view(**names: str) -> Response:
        with standin.changed:
            body = act(standin, **names)
            standin.touch()
        return answer(body, status)

    api.add_url_rule(path, f"{method} {path}", view, methods=[method])


def _picture(standin: StandIn, menu_id: str) -> Response:
    with standin.changed:
        body, content_type = standin.menus.picture(menu_id)
    return Response(body, content_type=content_type)


def _check(line: StandIn) -> Json:
    check_menu(json_body())
    return {}


def _create(line: StandIn) -> Json:
    return {"richMenuId": line.menus.create(json_body())}


def _list(line: StandIn) -> Json:
    return {"richmenus": list(line.menus.kept.values())}


def _get(line: StandIn, menu_id: str) -> Json:
    return line.menus.get(menu_id)


def _delete(line: StandIn, menu_id: str) -> Json:
    line.menus.delete(menu_id)
    return {}


def _paint(line: StandIn, menu_id: str) -> Json:
    line.menus.paint(menu_id, request.get_data(), request.mimetype)
    return {}


def _set_default(line: StandIn, menu_id: str) -> Json:
    line.menus.default = line.menus.usable(menu_id)
    return {}


def _get_default(line: StandIn) -> Json:
    if line.menus.default is None:
        raise Refused(404, "no default richmenu")
    return {"richMenuId": line.menus.default}


def _no_default(line: StandIn) -> Json:
    line.menus.default = None
    return {}


def _link(line: StandIn, user: str, menu_id: str) -> Json:
    usable = line.menus.usable(menu_id)
    if user in line.people and line.people[user].friend:
        line.people[user].menu = usable
    return {}


def _linked(line: StandIn, user: str) -> Json:
    menu = line.people[user].menu if user in line.people else None
    if menu is None:
        raise Refused(404, "the user has no richmenu")
    return {"richMenuId": menu}


def _unlink(line: StandIn, user: str) -> Json:
    if user in line.people:
        line.people[user].menu = None
    return {}


def _bulk(line: StandIn, act: str) -> Json:
    body = json_body()
    users: list[Any] = body.get("userIds", [])
    if not 1 <= len(users) <= 500:
        raise Refused(400, "Size must be between 1 and 500")
    for user in users:
        _link(line, user, str(body.get("richMenuId"))) if act == "link" else _unlink(line, user)
    return {}


def _move(line: StandIn) -> Json:
    move(line, json_body())
    line.menus.moved.add(g.line_request_id)
    return {}


def _moved(line: StandIn) -> Json:
    if request.args.get("requestId") not in line.menus.moved:
        raise Refused(404, "Not found")
    return {"phase": line.menus.phase}


def _name(line: StandIn) -> Json:
    body = json_body()
    line.menus.name(str(body.get("richMenuAliasId")), str(body.get("richMenuId")), new=True)
    return {}


def _rename(line: StandIn, alias: str) -> Json:
    line.menus.name(alias, str(json_body().get("richMenuId")), new=False)
    return {}


def _named(line: StandIn, alias: str) -> Json:
    return line.menus.named(alias)


def _names(line: StandIn) -> Json:
    return {"aliases": [line.menus.named(alias) for alias in line.menus.aliases]}


def _forget_name(line: StandIn, alias: str) -> Json:
    line.menus.named(alias)
    del line.menus.aliases[alias]
    return {}


ROUTES: tuple[tuple[str, str, Callable[..., Json], int], ...] = (
    ("POST", f"{MENU}/validate", _check, 200),
    ("POST", MENU, _create, 200),
    ("GET", f"{MENU}/list", _list, 200),
    ("GET", ONE_MENU, _get, 200),
    ("DELETE", ONE_MENU, _delete, 200),
    ("POST", f"{ONE_MENU}/content", _paint, 200),
    ("POST", f"{ALL}/<menu_id>", _set_default, 200),
    ("GET", ALL, _get_default, 200),
    ("DELETE", ALL, _no_default, 200),
    ("POST", f"{ONE_PERSON}/<menu_id>", _link, 200),
    ("GET", ONE_PERSON, _linked, 200),
    ("DELETE", ONE_PERSON, _unlink, 200),
    ("POST", f"{MENU}/bulk/<any(link,unlink):act>", _bulk, 202),
    ("POST", f"{MENU}/batch", _move, 202),
    ("GET", f"{MENU}/progress/batch", _moved, 200),
    ("POST", f"{MENU}/alias", _name, 200),
    ("GET", f"{MENU}/alias/list", _names, 200),
    ("POST", f"{MENU}/alias/<alias>", _rename, 200),
    ("GET", f"{MENU}/alias/<alias>", _named, 200),
    ("DELETE", f"{MENU}/alias/<alias>", _forget_name, 200),
)

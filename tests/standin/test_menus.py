"""Rich menus: made, painted, hung up, taken down."""

import struct
from typing import Any

import pytest

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_menus import picture_size
from tests.standin.conftest import Hand

AREA = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": {"type": "message", "text": "ก"}}
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "หลัก",
    "chatBarText": "เมนู",
    "areas": [AREA],
}


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", width, height)


def made(hand: Hand, painted: bool = True) -> str:
    menu_id: str = hand.call("POST", "/v2/bot/richmenu", MENU).body["richMenuId"]
    if painted:
        paint(hand, menu_id, png(2500, 843))
    return menu_id


def paint(hand: Hand, menu_id: str, picture: bytes) -> int:
    path = f"/v2/bot/richmenu/{menu_id}/content"
    return hand.call("POST", path, raw=picture, content_type="image/png").status


def test_a_menu_can_be_read_back(hand: Hand) -> None:
    menu_id = made(hand)
    assert hand.call("GET", f"/v2/bot/richmenu/{menu_id}").body == {"richMenuId": menu_id, **MENU}


def test_menus_are_listed(hand: Hand) -> None:
    ids = [made(hand), made(hand)]
    assert [menu["richMenuId"] for menu in hand.call("GET", "/v2/bot/richmenu/list").body["richmenus"]] == ids


def test_a_picture_can_be_read_back(hand: Hand) -> None:
    assert hand.call("GET", f"/v2/bot/richmenu/{made(hand)}/content").raw == png(2500, 843)


def test_a_picture_cannot_be_replaced(hand: Hand) -> None:
    assert paint(hand, made(hand), png(2500, 843)) == 400


def test_a_menu_without_picture_cannot_be_hung_up(hand: Hand) -> None:
    told = hand.call("POST", f"/v2/bot/user/all/richmenu/{made(hand, painted=False)}")
    assert told.body == {"message": "must upload richmenu image before applying it to user"}


def test_everybody_sees_the_default_menu(standin: StandIn, hand: Hand, malee: str) -> None:
    menu_id = made(hand)
    hand.call("POST", f"/v2/bot/user/all/richmenu/{menu_id}")
    assert standin.screen(malee).menu == menu_id


def test_a_persons_own_menu_comes_first(standin: StandIn, hand: Hand, malee: str) -> None:
    default, own = made(hand), made(hand)
    hand.call("POST", f"/v2/bot/user/all/richmenu/{default}")
    hand.call("POST", f"/v2/bot/user/{malee}/richmenu/{own}")
    assert standin.screen(malee).menu == own


def test_a_menu_linked_to_no_friend_has_no_effect(standin: StandIn, hand: Hand) -> None:
    guest = standin.new_person("แขก")
    told = hand.call("POST", f"/v2/bot/user/{guest}/richmenu/{made(hand)}")
    standin.follow(guest)
    assert (told.status, standin.screen(guest).menu) == (200, None)


def test_an_unlinked_person_sees_the_default_again(standin: StandIn, hand: Hand, malee: str) -> None:
    default, own = made(hand), made(hand)
    hand.call("POST", f"/v2/bot/user/all/richmenu/{default}")
    hand.call("POST", f"/v2/bot/user/{malee}/richmenu/{own}")
    hand.call("DELETE", f"/v2/bot/user/{malee}/richmenu")
    assert standin.screen(malee).menu == default


def test_a_deleted_menu_hangs_nowhere(standin: StandIn, hand: Hand, malee: str) -> None:
    menu_id = made(hand)
    hand.call("POST", f"/v2/bot/user/all/richmenu/{menu_id}")
    hand.call("DELETE", f"/v2/bot/richmenu/{menu_id}")
    assert standin.screen(malee).menu is None


def test_a_missing_default_is_not_found(hand: Hand) -> None:
    assert hand.call("GET", "/v2/bot/user/all/richmenu").status == 404


def test_a_tab_changes_the_persons_menu(standin: StandIn, hand: Hand, malee: str) -> None:
    menu_id = made(hand)
    hand.call("POST", "/v2/bot/richmenu/alias", {"richMenuAliasId": "tab-2", "richMenuId": menu_id})
    event = standin.switch_menu(malee, "tab-2", "d")
    told = {"newRichMenuAliasId": "tab-2", "status": "SUCCESS"}
    assert (event["postback"]["params"], standin.screen(malee).menu) == (told, menu_id)


def test_an_alias_is_given_once(hand: Hand) -> None:
    alias = {"richMenuAliasId": "tab", "richMenuId": made(hand)}
    hand.call("POST", "/v2/bot/richmenu/alias", alias)
    assert hand.call("POST", "/v2/bot/richmenu/alias", alias).status == 400


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "too narrow": ({"size": {"width": 799, "height": 250}}, "size"),
    "too tall": ({"size": {"width": 2500, "height": 1725}}, "size"),
    "a long bar": ({"chatBarText": "ก" * 15}, "chatBarText"),
    "21 areas": ({"areas": [AREA] * 21}, "areas"),
    "an area outside": (
        {"areas": [{**AREA, "bounds": {"x": 1, "y": 0, "width": 2500, "height": 843}}]}, "areas[0].bounds"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_a_menu_over_the_limits_is_refused(hand: Hand, change: dict[str, Any], place: str) -> None:
    told = hand.call("POST", "/v2/bot/richmenu/validate", {**MENU, **change})
    assert (told.status, told.properties[:1]) == (400, [place])


def test_a_bar_is_counted_in_clusters(hand: Hand) -> None:
    body = {**MENU, "chatBarText": "เปิดเมนูความเห็น"}  # 16 code points
    assert hand.call("POST", "/v2/bot/richmenu/validate", body).status == 200


def test_a_picture_over_one_megabyte_is_refused(hand: Hand) -> None:
    assert paint(hand, made(hand, painted=False), png(2500, 843) + bytes(1024 * 1024)) == 413


def test_a_small_picture_is_refused(hand: Hand) -> None:
    assert paint(hand, made(hand, painted=False), png(100, 50)) == 400


def test_the_size_of_a_jpeg_is_known() -> None:
    frame = b"\xff\xc0" + struct.pack(">HBHH", 17, 8, 843, 2500) + bytes(10)
    assert picture_size(b"\xff\xd8\xff\xe0\x00\x04\x00\x00" + frame) == (2500, 843)

"""The demo's menus: hung up behind its back, and never a reason for it to fail."""

import logging

import pytest

from handlers.settings import Settings
from handlers.setup.in_background import hang_menus_soon
from tests.setup.conftest import OLD, TOKEN, Desk


def test_the_menus_are_hung_up(desk: Desk) -> None:
    hang_menus_soon(Settings(access_token=TOKEN, api_url=desk.base_url, data_url=desk.base_url)).join()
    assert desk.names() == sorted(each.name for each in OLD)


def test_a_fault_is_logged_without_its_words(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "siangkan.setup"):
        hang_menus_soon(Settings(access_token="x", api_url=desk.base_url, data_url=desk.base_url)).join()
    assert [r.getMessage() for r in caplog.records if r.name == "siangkan.setup"] == [
        "the menus could not be hung up: AccountFault"
    ]

"""The system's Chromium, the simulator's page with a small bot behind it, and the whole demo with people in it."""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import make_server

from handlers.clock import ShiftedClock, SystemClock
from handlers.simulator.page import simulator_blueprint
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_http import standin_blueprint
from handlers.simulator.standin_server import POLL, QuietHandler
from tests.browser.echo import Echo
from tests.browser.person import PATIENCE, Person
from tests.whole.house import Process, environment, free_port, start_ready

expect.set_options(timeout=PATIENCE)  # a busy machine is no fault of the page

CHROMIUM = Path("/usr/bin/chromium")
SECRET, TOKEN = "the-channel-secret", "the-channel-token"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def in_ci() -> bool:
    return bool(os.environ.get("CI"))  # noqa: TID251


# Playwright keeps an event loop running in this thread as long as it lives, so it ends with this folder.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if in_ci():
            pytest.fail(f"{CHROMIUM} is missing: the page cannot be tested")
        pytest.skip(f"NOT TESTED: the page needs {CHROMIUM} (apt-get install chromium fonts-thai-tlwg)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS.split())
        yield browser
        browser.close()


@dataclass(frozen=True)
class Site:
    url: str
    standin: StandIn
    clock: ShiftedClock
    echo: Echo


@pytest.fixture
def site() -> Iterator[Site]:
    clock, echo = ShiftedClock(SystemClock()), Echo(TOKEN)
    standin = StandIn(SECRET, TOKEN, "", clock, patience=20.0)
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(simulator_blueprint(standin, clock))
    app.register_blueprint(standin_blueprint(standin), url_prefix="/simulator/line")
    app.register_blueprint(echo.blueprint())
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    echo.host = f"127.0.0.1:{server.server_port}"
    standin.postman.url = f"http://{echo.host}/webhook"
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    yield Site(f"http://{echo.host}/simulator", standin, clock, echo)
    standin.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="th-TH")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(site.url)
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def friend(page: Page) -> Page:
    """The page after its first person became a friend and was answered."""
    page.get_by_test_id("follow").click()
    page.get_by_test_id("bot-bubble").wait_for()
    return page


@pytest.fixture
def wide(friend: Page) -> Page:
    friend.set_viewport_size({"width": 1280, "height": 860})
    return friend


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """`siangkan demo` as it is, for one file's tests together; its database lies in a folder of its own."""
    folder = tmp_path_factory.mktemp("demo")
    process = start_ready("demo", env=environment(folder, free_port()))
    yield process
    print(process.stop())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = phone_context(browser)
    yield context
    context.close()


def phone_context(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport={"width": 390, "height": 844}, locale="th-TH", device_scale_factor=2)


@pytest.fixture
def room(context: BrowserContext, demo: Process) -> Page:
    """The demo's page, with whoever came in earlier tests."""
    return entered(context, demo)


def entered(context: BrowserContext, demo: Process) -> Page:
    page = context.new_page()
    page.goto(f"{demo.url}/simulator")
    page.get_by_test_id("phone").first.wait_for(state="attached")
    return page


@pytest.fixture
def somebody(room: Page) -> Person:
    """Somebody new in the demo, who does not know the bot yet."""
    return newcomer(room)


def newcomer(page: Page) -> Person:
    phones = page.get_by_test_id("phone")
    there = phones.count()
    page.get_by_test_id("add-person").click()
    expect(phones).to_have_count(there + 1)
    return Person(page, phones.nth(there))

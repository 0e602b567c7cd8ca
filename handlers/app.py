"""Puts everything together, once: the only place that knows all collaborators. Decides nothing.

`web` and `demo` are what the server starts in its worker process.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Flask
from werkzeug.exceptions import HTTPException

from bot.organising.scope import Scope
from handlers.announcing_job import carry_on
from handlers.clock import Clock, ShiftedClock, SystemClock
from handlers.copies import copies_blueprint, make_link
from handlers.data import load_form, load_orders, load_reader
from handlers.digesting import hourly_digest
from handlers.exchange import exchange
from handlers.exports import exports_blueprint
from handlers.health import health_blueprint
from handlers.jobs import Jobs, make_jobs
from handlers.line.account_id import AccountId
from handlers.line.content import LineContent
from handlers.line.gateway import LineGateway
from handlers.line.inbound import Incoming
from handlers.media.fetching import Fetcher
from handlers.media.opening import open_media
from handlers.media.store import MediaFault, MediaStore
from handlers.metrics import Metrics
from handlers.organising.desk import Desk
from handlers.organising.exporting import make_link as link_to_table
from handlers.process import in_worker, leave, say_when_open
from handlers.purging import daily_purge
from handlers.scrubbing import scrub_when_wanted
from handlers.sender import Sender
from handlers.services import CopyLink, Services
from handlers.settings import Settings, SettingsFault, read_settings
from handlers.setup.in_background import hang_menus_soon
from handlers.simulator.page import simulator_blueprint
from handlers.simulator.page_reading import told_by
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_http import standin_blueprint
from handlers.webhook import MOST_BYTES, Door, webhook_blueprint
from models.database import open_store
from models.identity import Identity

DEMO_ROUND = "demo"
"""What is said in the simulator is told apart from what people said, should both stand in one database."""
LINE_IN_DEMO = "/simulator/line"

log = logging.getLogger("siangkan.app")


@dataclass(frozen=True, slots=True)
class House:
    """All that runs in one process."""

    settings: Settings
    services: Services
    sender: Sender
    jobs: Jobs
    metrics: Metrics
    files: MediaStore
    fetcher: Fetcher

    def start(self) -> None:
        self.sender.start()
        self.fetcher.start()
        self.jobs.start()

    def stop(self) -> None:
        self.jobs.stop()
        self.fetcher.stop()
        self.sender.stop()
        self.services.store.close()


def assemble(settings: Settings, clock: Clock, round: str = "") -> House:
    """Starts nothing: threads belong to the process that serves, never to one that is forked."""
    form, metrics = load_form(), Metrics()
    store, identity = open_store(settings.database_url), Identity(settings.secret_key)
    reader = load_reader()
    # Half a second now, or in the first person's turn, while everybody else waits behind it.
    reader.warm()
    desk = Desk(load_orders)
    account_id = AccountId(settings.access_token, settings.api_url, settings.data_url)
    services = Services(
        store,
        identity,
        clock,
        form,
        reader,
        round,
        copy_link=_copy_link(settings),
        desk=desk,
        account_id=account_id,
        export_link=_export_link(settings),
    )
    sender = Sender(store, identity, lambda: _gateway(settings), clock, metrics.sent)
    files = open_files(settings)
    content = LineContent(settings.access_token, settings.data_url)
    fetcher = Fetcher(store, files, content, clock, metrics.fetched)
    chores = (
        fetcher.sweep,
        lambda: daily_purge(services, settings.retention_days),
        lambda: hourly_digest(services),
        lambda: carry_on(services),
        lambda: scrub_when_wanted(store, clock.now()),
    )
    jobs = make_jobs(services, sender, settings.database_url, chores, settings.jobs_url)
    return House(settings, services, sender, jobs, metrics, files, fetcher)


def open_files(settings: Settings) -> MediaStore:
    try:
        return open_media(settings.media_place)
    except MediaFault as fault:
        raise SettingsFault([str(fault)]) from None


def _copy_link(settings: Settings) -> CopyLink | None:
    address, secret = settings.public_url, settings.secret_key
    if not address:
        return None
    return lambda conn, person_id, now: make_link(conn, address, secret, person_id, now)


def _export_link(settings: Settings) -> Callable[[str, Scope, int], str] | None:
    address, secret = settings.public_url, settings.secret_key
    if not address:
        return None
    return lambda organiser, scope, now: link_to_table(address, secret, organiser, scope, now)


def create_app(house: House, *more: Blueprint) -> Flask:
    app = Flask("siangkan", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, SECRET_KEY=house.settings.secret_key)
    app.register_error_handler(Exception, _fault)
    clock, secrets_ = house.services.clock, house.settings.channel_secrets
    door = Door(_hearer(house), house.sender.hurry, secrets_, clock)
    app.register_blueprint(webhook_blueprint(door, house.metrics))
    app.register_blueprint(health_blueprint(house.services.store, clock, house.metrics))
    copies = copies_blueprint(house.services, house.settings.secret_key, house.files.get)
    exports = exports_blueprint(house.services, house.settings.secret_key)
    for blueprint in (copies, exports, *more):
        app.register_blueprint(blueprint)
    return app


def _hearer(house: House) -> Callable[[Incoming], None]:
    def hear(incoming: Incoming) -> None:
        with house.metrics.timing_exchange():
            outcome = exchange(house.services, incoming)
        house.metrics.heard(incoming.kind, outcome.result)
        if outcome.brought or outcome.erased:
            house.fetcher.hurry()
        if alarm := outcome.alarm:
            house.jobs.wake_later(alarm.person_id, alarm.turn, alarm.due_at)

    return hear


def _gateway(settings: Settings) -> LineGateway:
    return LineGateway(settings.access_token, settings.api_url)


def _fault(fault: Exception) -> tuple[str, int]:
    """What a fault says of itself may hold words of people, so only its kind is written down."""
    if isinstance(fault, HTTPException):
        return fault.name, fault.code or 500
    log.error("a request failed: %s", type(fault).__name__)
    return "something is wrong here", 500


@in_worker
def web() -> Flask:
    """What `serve` runs. On SQLite the jobs run here too, because there is one process and no other."""
    house = assemble(read_settings(need_line=True), SystemClock())
    if house.services.store.is_sqlite:
        house.start()
        leave(house.stop)
    else:
        house.sender.start()
        leave(house.sender.stop)
    settings = house.settings
    address = settings.public_url or settings.local_url
    say_when_open(settings.port, f"Siang Kan is ready: LINE posts to {address}/webhook.")
    return create_app(house)


@in_worker
def demo() -> Flask:
    """The bot and an honest stand-in for LINE in one process; secrets and tokens are invented anew."""
    settings, clock = demo_settings(read_settings(make_secret=True)), ShiftedClock(SystemClock())
    webhook = f"{settings.local_url}/webhook"
    standin = StandIn(settings.channel_secrets[0], settings.access_token, webhook, clock)
    line, house = standin_blueprint(standin), assemble(settings, clock, DEMO_ROUND)
    house.start()
    leave(house.stop)
    app = create_app(house, simulator_blueprint(standin, clock, told_by(house.services, load_reader())))
    app.register_blueprint(line, url_prefix=LINE_IN_DEMO)
    hang_menus_soon(settings)
    where = f"{settings.local_url}/simulator"
    say_when_open(settings.port, f"Siang Kan is ready: open {where} in a browser. Ctrl-C ends it.")
    return app


def demo_settings(settings: Settings) -> Settings:
    line = f"{settings.local_url}{LINE_IN_DEMO}"
    invented = (secrets.token_hex(16),)
    return replace(
        settings,
        channel_secrets=invented,
        access_token=secrets.token_hex(32),
        api_url=line,
        data_url=line,
        public_url=settings.public_url or settings.local_url,
    )

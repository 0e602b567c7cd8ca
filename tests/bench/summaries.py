"""What organisers ask of a memory that grows: time and memory of a summary, a digest's figures and one more answer.

`--answers N` sets the larger of the two sizes; the smaller, 10,000 answers, is the baseline. On both databases.
"""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.organising.orders import Order
from bot.organising.scope import Scope
from handlers.counting import count_the_stirred
from handlers.data import load_form, load_reader
from handlers.organising.asked import Asked
from handlers.organising.finding import search
from handlers.organising.looking import summariser, summary
from handlers.seed import ROUND, seed
from handlers.services import Services
from models.database import Store
from models.migrate import upgrade
from models.organisers import ORGANISER, Organiser
from models.tallies import tallies
from tests import postgres
from tests.bench.figures import middle, number, table, times
from tests.exchange.chat import IDENTITY, Phone, StoppedClock

SMALL, LARGE = 10_000, 100_000
_ROUNDS = 9
_WEEK = Scope(period="last_7_days")
_ASKED = {
    "`สรุป`, the whole round": Order("summary"),
    "`สรุป 7 วัน`": Order("summary", _WEEK),
    "`สรุป ไทรโยค ครู 7 วัน`": Order("summary", Scope(district="7102", role="teacher", period="last_7_days")),
    "`ค้นหา รถรับส่ง`": Order("search", words="รถรับส่ง"),
}


def measure(folder: Path, quick: bool, large: int = LARGE) -> Iterator[str]:
    sizes = (1_000, 5_000) if quick else (SMALL, large)
    yield from _of_database("SQLite", lambda size: f"sqlite:///{folder}/{size}.db", sizes)
    with postgres.server() as server:
        for size in sizes:
            server.do(f'CREATE DATABASE "bench{size}"')
        yield from _of_database("PostgreSQL", lambda size: server.database(f"bench{size}"), sizes)


def _of_database(name: str, url: Callable[[int], str], sizes: tuple[int, int]) -> Iterator[str]:
    seen = [_measured(url(size), size) for size in sizes]
    head = (f"{name}, ms (medians of {_ROUNDS})", *(f"{size:,} answers" for size in sizes), "ratio")
    rows = [
        (what, *(number(each[what]) for each in seen), times(seen[1][what], seen[0][what]))
        for what in seen[0]
    ]
    yield table(head, rows)


def _measured(url: str, size: int) -> dict[str, float]:
    store = Store(url)
    upgrade(store)
    clock = StoppedClock(time.time_ns() // 1_000_000)  # noqa: TID251
    services = Services(store, IDENTITY, clock, load_form(), load_reader(), ROUND)
    begun = time.perf_counter()
    for _ in seed(services, size):
        pass
    filled = time.perf_counter() - begun
    found = {what: middle(_times(lambda o=order: _ask(services, o))) for what, order in _ASKED.items()}
    found["the figures of a digest"] = middle(_times(lambda: _digest(services)))
    found |= _one_more(services)
    found["peak memory of `สรุป`, MB"] = _peak(lambda: _ask(services, Order("summary")))
    with store.reading() as conn:
        found["rows of tallies, thousands"] = (
            conn.execute(select(func.count()).select_from(tallies)).scalar_one() / 1000
        )
    found["inventing all of it, s"] = filled
    store.close()
    return found


def _ask(services: Services, order: Order) -> Any:
    organiser = Organiser(0, "BENCH2", ORGANISER, ROUND)
    with services.store.reading() as conn:
        asked = Asked(services, conn, organiser, order, services.clock.now())
        return search(asked) if order.kind == "search" else summary(asked)


def _digest(services: Services) -> Any:
    with services.store.reading() as conn:
        asked = Asked(
            services, conn, Organiser(0, "BENCH2", ORGANISER, ROUND), Order("summary"), services.clock.now()
        )
        return summariser(asked).of(_WEEK)


def _one_more(services: Services) -> dict[str, float]:
    """Of a new person, kept and coded in its turn, and then counted and indexed."""
    told, counted = [], []
    for number_ in range(_ROUNDS):
        phone = Phone(services, f"U{number_:032d}").at_first_question()
        count_the_stirred(services, 0)
        told += _times(lambda phone=phone, n=number_: phone.say(f"ครูไม่พอ เด็ก {n} คนต้องเรียนรวมชั้นกันค่ะ"), 1)
        counted += _times(lambda: count_the_stirred(services, 0), 1)
    return {"one more answer": middle(told), "and counting it": middle(counted)}


def _times(do: Callable[[], Any], rounds: int = _ROUNDS) -> list[float]:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _peak(do: Callable[[], Any]) -> float:
    tracemalloc.start()
    do()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6

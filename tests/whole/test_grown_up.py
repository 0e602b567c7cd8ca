"""Siang Kan with real processes: one on SQLite; two web processes and a worker on PostgreSQL. LINE is the stand-in."""

import csv
import http.client
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.clock import SystemClock
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_postman import signature
from handlers.simulator.standin_server import serve_standin
from handlers.simulator.standin_texts import texts
from handlers.simulator.standin_values import Json, Shown
from tests.processes import run
from tests.whole.house import Process, environment, free_port, start, start_ready

SECRET, TOKEN = "the-channel-secret", "the-channel-token"
PROBLEM, TOGETHER, ACTION = "ปัญหาเรื่องไหน", "อยากเห็นทุกฝ่าย", "เรื่องแรกที่ควรลงมือทำ"


@dataclass
class Town:
    """All processes on one database, LINE, and the person of this test."""

    webs: list[Process]
    line: StandIn
    person: str

    def post(self, web: Process, *events: Json) -> int:
        body = json.dumps({"destination": "U" + "0" * 32, "events": list(events)}).encode()
        wire = http.client.HTTPConnection("127.0.0.1", int(web.url.rpartition(":")[2]), timeout=30)
        wire.request("POST", "/webhook", body, {"X-Line-Signature": signature(SECRET, body)})
        status = wire.getresponse().status
        wire.close()
        return status

    def heard(self, words: str) -> None:
        """Waits until the bot's newest bubble says this."""

        def said(shown: list[Shown]) -> bool:
            return bool(shown) and shown[-1].who == "bot" and words in "\n".join(texts(shown[-1].message))

        assert self.line.wait_for(self.person, said, timeout=20), words

    def tap(self, label: str) -> None:
        """Taps a quick reply through whichever web process is next."""
        replies = self.line.screen(self.person).quick_replies
        data = next(r["action"]["data"] for r in replies if r["action"]["label"] == label)
        self.line.tap(self.person, data, label)

    def answers(self, folder: Path, district: str) -> list[tuple[str, str]]:
        """All that is kept of this district, where nobody but this test's person lives."""
        table = folder / "answers.csv"
        done = run("export", "--out", str(table), env=self.webs[0].env)
        assert done.returncode == 0, done.stderr
        with table.open(encoding="utf-8-sig", newline="") as file:
            return [
                (row["facet"], row["text"]) for row in csv.DictReader(file) if district in row["district"]
            ]


@pytest.fixture(scope="module")
def processes(
    shared_database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[list[Process], StandIn]]:
    """The web processes and their LINE, for all tests of this file. On PostgreSQL a worker is there, too."""
    grown_up, folder = shared_database_url.startswith("postgresql"), tmp_path_factory.mktemp("town")
    standin = StandIn(SECRET, TOKEN, "", SystemClock(), patience=20.0)
    running: list[Process] = []
    with serve_standin(standin) as line:
        settings = _settings(shared_database_url, line.base_url)
        try:
            for _ in range(2 if grown_up else 1):
                running.append(start_ready("serve", env=environment(folder, free_port(), **settings)))
            webs = list(running)
            if grown_up:
                running.append(start("work", env=environment(folder, free_port(), **settings)))
            standin.postman.url = f"{webs[-1].url}/webhook"
            yield webs, standin
        finally:
            for process in running:
                process.stop()


def _settings(database_url: str, line: str) -> dict[str, str]:
    account = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "SECRET_KEY": "k" * 32}
    return {**account, "DATABASE_URL": database_url, "LINE_API_URL": line, "LINE_DATA_URL": line}


@pytest.fixture
def town(processes: tuple[list[Process], StandIn], request: pytest.FixtureRequest) -> Town:
    """With somebody new in it."""
    webs, standin = processes
    return Town(webs, standin, standin.new_person(request.node.name))


def reach_the_first_question(town: Town, district: str) -> None:
    town.line.follow(town.person)
    town.heard("ยินยอม")
    town.tap("ยินยอม")
    town.heard("ช่วงอายุ")
    town.tap("40–59 ปี")
    town.heard("ในฐานะใคร")
    town.line.say(town.person, "ครูค่ะ")
    town.heard("แถวไหน")
    town.line.say(town.person, district)
    town.heard(PROBLEM)


def test_the_main_job_end_to_end(town: Town, tmp_path: Path) -> None:
    """The quiet gap is over in another process than the one that heard the words."""
    reach_the_first_question(town, "ไทรโยค")
    for bubble in ("ครู 4 คน สอน 8 ชั้นคับ", "เอกอังกฤษไม่มีเลย"):
        town.line.say(town.person, bubble)
    town.heard(TOGETHER)
    town.line.say(town.person, "ข้าม")
    town.heard(ACTION)
    assert town.answers(tmp_path, "ไทรโยค") == [("problem", "ครู 4 คน สอน 8 ชั้นคับ\nเอกอังกฤษไม่มีเลย")]


def test_one_event_posted_three_times_at_once_is_handled_once(town: Town, tmp_path: Path) -> None:
    reach_the_first_question(town, "ท่าม่วง")
    event = town.line.text(town.person, "ครูไม่พอจ้า เด็กเยอะมากทุกชั้น")
    with ThreadPoolExecutor(3) as pool:
        where = [town.webs[n % len(town.webs)] for n in range(3)]
        assert list(pool.map(lambda web: town.post(web, event), where)) == [200, 200, 200]
    assert town.answers(tmp_path, "ท่าม่วง") == [("problem", "ครูไม่พอจ้า เด็กเยอะมากทุกชั้น")]


def test_two_messages_in_one_body_and_two_in_parallel_are_kept_in_order(town: Town, tmp_path: Path) -> None:
    reach_the_first_question(town, "เลาขวัญ")
    bubbles = [town.line.text(town.person, words) for words in ("ครูไม่พอ", "เด็กเยอะ", "น้ำไม่ไหล", "ทางขาด")]
    for later, bubble in enumerate(bubbles):
        bubble["timestamp"] += later
    assert town.post(town.webs[0], bubbles[1], bubbles[0]) == 200
    with ThreadPoolExecutor(2) as pool:
        pairs = [(town.webs[0], bubbles[3]), (town.webs[-1], bubbles[2])]
        assert list(pool.map(lambda pair: town.post(*pair), pairs)) == [200, 200]
    assert town.answers(tmp_path, "เลาขวัญ") == [("problem", "ครูไม่พอ\nเด็กเยอะ\nน้ำไม่ไหล\nทางขาด")]

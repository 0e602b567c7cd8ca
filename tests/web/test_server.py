"""Facts about the server as processes: how it starts, how it ends, what it says when it cannot start."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from handlers.server import _THREADS
from handlers.webhook import MOST_BYTES
from tests.web.conftest import SECRET, TOKEN, said, signature

START = """
import sys
from handlers import server
from handlers.settings import read_settings
getattr(server, sys.argv[1])(read_settings())
"""
LINE = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "SECRET_KEY": "k" * 32}
LINE_IS_AWAY = {"LINE_API_URL": "http://127.0.0.1:9", "LINE_DATA_URL": "http://127.0.0.1:9"}
NO_EVENTS = b'{"destination":"U","events":[]}'


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """One run of the server in a folder of its own, as the leader of its own process group."""

    def __init__(self, command: str, folder: Path, port: int, settings: dict[str, str]) -> None:
        self.port, self.folder = port, folder
        env = {"PATH": os.environ["PATH"], "PORT": str(port), "PYTHONPATH": str(Path.cwd()), **settings}  # noqa: TID251
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, command],
            cwd=folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )

    def says(self, words: str) -> str:
        """The first line with these words; before it may stand what its jobs did meanwhile. Empty at the end."""
        assert self.process.stdout is not None
        return next((line for line in self.process.stdout if words in line), "")

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)

    def output(self) -> str:
        return self.process.communicate(timeout=30)[0]

    def json(self, method: str, path: str, body: object = None) -> dict[str, object]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as wire:
            wire.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
            return json.loads(wire.getresponse().read())

    def request(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> int:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as wire:
            wire.request(method, path, body, headers or {}, encode_chunked=not isinstance(body, bytes | None))
            return wire.getresponse().status

    def post(self, body: bytes) -> int:
        return self.request("POST", "/webhook", body, {"x-line-signature": signature(body)})

    def alive(self) -> bool:
        """Is anybody of the group left?"""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True


def wait_until(happened, seconds=20):
    pause = threading.Event()
    for _ in range(seconds * 20):
        if happened():
            return
        pause.wait(0.05)
    raise TimeoutError


@contextmanager
def programs(folder):
    running = []

    def run(command, *, port=None, **settings):
        running.append(Program(command, folder, port or free_port(), settings))
        return running[-1]

    yield run
    for program in running:
        if program.alive():
            os.killpg(program.process.pid, signal.SIGKILL)
        program.process.communicate(timeout=30)


@pytest.fixture
def start(tmp_path):
    with programs(tmp_path) as run:
        yield run


@pytest.fixture
def demo(start):
    program = start("demo")
    program.says("ready")
    return program


@pytest.fixture
def serving(start):
    program = start("serve", **LINE, **LINE_IS_AWAY)
    program.says("ready")
    return program


@pytest.fixture(scope="module")
def demo_and_its_line(tmp_path_factory):
    """For all tests that end nothing."""
    with programs(tmp_path_factory.mktemp("demo")) as run:
        program = run("demo")
        yield program, program.says("ready")


@pytest.fixture
def lasting_demo(demo_and_its_line):
    return demo_and_its_line[0]


@pytest.fixture(scope="module")
def lasting_server(tmp_path_factory):
    """For all tests that end nothing."""
    with programs(tmp_path_factory.mktemp("serving")) as run:
        program = run("serve", **LINE, **LINE_IS_AWAY)
        program.says("ready")
        yield program


def test_the_demo_says_where_to_look(demo_and_its_line):
    program, line = demo_and_its_line
    assert f"http://127.0.0.1:{program.port}/simulator" in line


def test_the_demo_needs_nothing_and_is_healthy(lasting_demo):
    assert lasting_demo.request("GET", "/healthz") == 200


def test_the_demo_has_the_simulator(lasting_demo):
    assert lasting_demo.request("GET", "/simulator") == 200


def test_a_person_in_the_simulator_is_greeted(lasting_demo):
    person = lasting_demo.json("POST", "/simulator/api/people", {})["id"]
    lasting_demo.json("POST", "/simulator/api/act", {"person": person, "act": "follow"})
    wait_until(lambda: heard(lasting_demo, person))
    assert heard(lasting_demo, person)


def test_a_person_is_answered_after_days_have_passed(demo):
    person = demo.json("POST", "/simulator/api/people", {})["id"]
    demo.json("POST", "/simulator/api/forward", {"days": 3})
    demo.json("POST", "/simulator/api/act", {"person": person, "act": "say", "text": "สวัสดี"})
    wait_until(lambda: heard(demo, person))
    assert heard(demo, person)


def heard(demo, person):
    told = demo.json("GET", "/simulator/api/state")["people"]
    return any(shown["who"] == "bot" for one in told if one["id"] == person for shown in one["shown"])


@pytest.fixture(scope="module")
def on_sigterm(tmp_path_factory):
    """The exit code, and whether anybody was left."""
    with programs(tmp_path_factory.mktemp("sigterm")) as run:
        program = run("demo")
        program.says("ready")
        return program.end(signal.SIGTERM), program.alive()


@pytest.fixture(scope="module")
def on_ctrl_c(tmp_path_factory):
    """What was printed, and whether anybody was left."""
    with programs(tmp_path_factory.mktemp("ctrl-c")) as run:
        program = run("demo")
        program.says("ready")
        os.killpg(program.process.pid, signal.SIGINT)
        program.process.wait(30)
        return program.output(), program.alive()


def test_the_demo_ends_well_on_sigterm(on_sigterm):
    assert on_sigterm[0] == 0


def test_the_demo_leaves_nobody_behind_on_sigterm(on_sigterm):
    assert not on_sigterm[1]


def test_ctrl_c_ends_all(on_ctrl_c):
    assert not on_ctrl_c[1]


def test_ctrl_c_shows_no_trace(on_ctrl_c):
    assert "Traceback" not in on_ctrl_c[0]


def test_a_killed_main_process_leaves_no_worker_behind(demo):
    demo.process.kill()
    demo.process.wait(30)
    wait_until(lambda: not demo.alive())


def test_the_demo_starts_again_right_after_it_was_killed(start, demo):
    demo.process.kill()
    demo.process.wait(30)
    assert "ready" in start("demo", port=demo.port).says("ready")


def test_the_demo_refuses_real_line_credentials(start):
    program = start("demo", **LINE)
    assert (program.process.wait(30), "LINE_CHANNEL_SECRET" in program.output()) == (1, True)


def test_a_taken_port_is_named_in_one_line(start, lasting_demo):
    second = start("demo", port=lasting_demo.port)
    assert (second.process.wait(30), second.output().count("\n")) == (1, 1)


def test_a_database_that_cannot_be_opened_is_named_in_one_line(start):
    program = start("demo", DATABASE_URL="sqlite:////proc/nowhere/x.db", SECRET_KEY="k" * 32)
    assert (program.process.wait(30), program.output().count("\n")) == (1, 1)


def test_a_worker_that_cannot_start_says_so_in_one_line(start):
    """`serve` without LINE's settings: the main process was told nothing, so the worker finds out."""
    program = start("serve", SECRET_KEY="k" * 32, LINE_API_URL="http://127.0.0.1:9")
    output = program.output()
    assert (program.process.returncode, "LINE_CHANNEL_SECRET" in output, "Traceback" in output) == (
        1,
        True,
        False,
    )


def test_serving_makes_its_own_sqlite_tables(lasting_server):
    assert lasting_server.request("GET", "/healthz") == 200


def test_serving_has_no_simulator(lasting_server):
    assert lasting_server.request("GET", "/simulator") == 404


def test_serving_takes_a_signed_event(lasting_server):
    assert lasting_server.post(json.dumps({"events": [said()]}).encode()) == 200


def test_serving_answers_while_many_connections_stay_silent(lasting_server):
    silent = [socket.create_connection(("127.0.0.1", lasting_server.port)) for _ in range(50)]
    assert lasting_server.post(NO_EVENTS) == 200
    for connection in silent:
        connection.close()


def test_serving_refuses_large_bodies_in_chunks(lasting_server):
    chunk = b" " * 65_536
    headers = {"x-line-signature": signature(chunk * 40), "Transfer-Encoding": "chunked"}
    assert lasting_server.request("POST", "/webhook", iter([chunk] * 40), headers) == 413


def test_serving_refuses_large_bodies_of_known_length(lasting_server):
    assert lasting_server.post(b" " * (MOST_BYTES + 1)) == 413


def test_serving_ends_well_while_line_is_away(serving):
    serving.post(json.dumps({"events": [said()]}).encode())
    assert (serving.end(signal.SIGTERM), serving.alive()) == (0, False)


def half_sent(port: int) -> socket.socket:
    """Begun, and the server has said that it waits for the rest."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    head = b"POST /webhook HTTP/1.1\r\nHost: x\r\nX-Line-Signature: abc\r\n"
    connection.sendall(head + b"Content-Length: 1000000\r\nExpect: 100-continue\r\n\r\n")
    assert b"100 Continue" in connection.recv(1000)
    connection.sendall(b"{")
    return connection


@pytest.fixture
def trickling(lasting_server):
    """More bodies on their way than the server has threads."""
    waiting = [half_sent(lasting_server.port) for _ in range(_THREADS + 8)]
    yield waiting
    for connection in waiting:
        connection.close()


def test_serving_answers_while_bodies_trickle_in(lasting_server, trickling):
    assert lasting_server.post(NO_EVENTS) == 200


def test_a_body_that_never_comes_is_hung_up_on_with_408(trickling):
    """Read to the end of the connection: otherwise silent ones would add up."""
    everything = b"".join(iter(lambda: trickling[0].recv(1000), b""))
    assert everything.startswith(b"HTTP/1.1 408")


def test_two_servers_on_one_sqlite_file_are_refused_in_one_line(start, serving):
    second = start("demo")
    output = second.output()
    assert (second.process.returncode, "already serves" in output, output.count("\n")) == (1, True, 1)

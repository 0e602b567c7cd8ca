"""The processes that are measured: the real server, the baseline and LINE's stand-in, each with a log of its own."""

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.crowd import ACCESS_TOKEN, CHANNEL_SECRET, SECRET_KEY
from tests.whole.house import command, environment, free_port

_READY_SECONDS = 60


class NotReady(Exception):
    """A process ended or stayed silent; the message is what it printed."""


@dataclass
class Running:
    """`started` is how many seconds it took until the first answer."""

    popen: subprocess.Popen[bytes]
    port: int
    started: float = 0.0

    def pids(self) -> list[int]:
        """Itself and its children, where the system tells; else only itself."""
        parents = dict(_parents())
        return [self.popen.pid, *(pid for pid, parent in parents.items() if parent == self.popen.pid)]

    def cpu_seconds(self) -> float:
        """User and system time of all of them; 0 where the system does not tell."""
        return sum(_cpu(pid) for pid in self.pids())

    def worker_mib(self) -> float:
        """Resident memory of the biggest of them, the one that serves."""
        return max(map(resident_mib, self.pids()))

    def tell(self, path: str) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return json.loads(answer.read())


@contextlib.contextmanager
def siangkan(folder: Path, line: Running) -> Iterator[Running]:
    port = free_port()
    line_url = f"http://127.0.0.1:{line.port}"
    more = {"LINE_CHANNEL_SECRET": CHANNEL_SECRET, "LINE_CHANNEL_ACCESS_TOKEN": ACCESS_TOKEN}
    env = environment(folder, port, LINE_API_URL=line_url, SECRET_KEY=SECRET_KEY, **more)
    with _running(command("serve"), folder / "siangkan.log", port, "/healthz", env) as process:
        yield process


@contextlib.contextmanager
def empty(folder: Path) -> Iterator[Running]:
    port = free_port()
    with _running(_module("empty", port), folder / "empty.log", port, "/healthz") as process:
        yield process


@contextlib.contextmanager
def fake_line(folder: Path) -> Iterator[Running]:
    port = free_port()
    with _running(_module("fake_line", port), folder / "line.log", port, "/bench/counts") as process:
        yield process


def _module(name: str, port: int) -> list[str]:
    return [sys.executable, "-m", f"tests.bench.{name}", str(port)]


@contextlib.contextmanager
def _running(
    words: list[str], log: Path, port: int, path: str, env: dict[str, str] | None = None
) -> Iterator[Running]:
    begun = time.perf_counter()
    with log.open("wb") as out:
        process = Running(subprocess.Popen(words, env=env, stdout=out, stderr=out), port)
    try:
        _wait(process, path, log)
        process.started = time.perf_counter() - begun
        yield process
    finally:
        process.popen.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.popen.wait(20)
        process.popen.kill()


def _wait(process: Running, path: str, log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and process.popen.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{process.port}{path}", timeout=5).close()
            return
        except OSError:
            time.sleep(0.02)
    raise NotReady(log.read_text(errors="replace")[-2000:] or f"silent for {_READY_SECONDS} s")


def _parents() -> Iterator[tuple[int, int]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            yield int(path.parent.name), int(_after_name(path)[1])


def _cpu(pid: int) -> float:
    try:
        fields = _after_name(Path(f"/proc/{pid}/stat"))
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _after_name(path: Path) -> list[str]:
    """The fields of a stat file after the name, which may hold blanks."""
    return path.read_text().rpartition(")")[2].split()


def resident_mib(pid: int | str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)

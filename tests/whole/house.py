"""Siang Kan as its users run it: real processes, a real port, a database in a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

READY_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "handlers", *words]


@dataclass
class Process:
    """One running command. `url` is where it listens."""

    popen: subprocess.Popen[str]
    url: str
    env: Mapping[str, str]

    def stop(self) -> str:
        """What it printed."""
        self.popen.terminate()
        try:
            return self.popen.communicate(timeout=20)[0]
        except subprocess.TimeoutExpired:
            self.popen.kill()
            return self.popen.communicate()[0]


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """Only what a fresh machine has, and the settings named."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}  # noqa: TID251
    return {**kept, "DATABASE_URL": f"sqlite:///{folder}/siangkan.db", "PORT": str(port), **more}


def start(*words: str, env: Mapping[str, str]) -> Process:
    popen = subprocess.Popen(
        command(*words), env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return Process(popen, f"http://127.0.0.1:{env['PORT']}", env)


def start_ready(*words: str, env: Mapping[str, str]) -> Process:
    """Waits until /healthz says 200; raises AssertionError with what was printed when it ends instead."""
    process = start(*words, env=env)
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.popen.poll() is not None:
            raise AssertionError(process.popen.communicate()[0])
        try:
            with urllib.request.urlopen(f"{process.url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return process
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"not ready after {READY_SECONDS} s: {process.stop()}")


def run_anew(*words: str, env: Mapping[str, str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    """As `processes.run`, in a Python that has read nothing yet: what only a start from nothing can show."""
    return subprocess.run(
        command(*words), env=dict(env), input=stdin, capture_output=True, text=True, timeout=120, check=False
    )

"""Real processes for tests. They fork from one that has read the program, so that a start takes no second.

Each has its own memory, its own connections and its own end; only the reading of the program is shared.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

forking = multiprocessing.get_context("forkserver")
forking.set_forkserver_preload(["pytest", "tests.preloaded"])

SECONDS = 120
_STREAMS = ("stdin", "stdout", "stderr")


def run(*words: str, env: Mapping[str, str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    """One command of `siangkan` to its end. `env` is all that it finds in its environment."""
    with TemporaryDirectory() as made:
        streams = [Path(made) / name for name in _STREAMS]
        streams[0].write_text(stdin, encoding="utf-8")
        process = forking.Process(target=_command, args=(words, dict(env), streams))
        process.start()
        process.join(SECONDS)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"{words} has not ended after {SECONDS} s")
        told = [stream.read_text(encoding="utf-8") for stream in streams[1:]]
        return subprocess.CompletedProcess(words, process.exitcode, *told)


def _command(words: tuple[str, ...], env: dict[str, str], streams: list[Path]) -> None:
    from tests.preloaded import PROGRAM  # noqa: PLC0415 - only where it is read already

    os.environ.clear()  # noqa: TID251
    os.environ.update(env)  # noqa: TID251
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["siangkan", *words]
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, errors="backslashreplace")  # noqa: SIM115
    PROGRAM()

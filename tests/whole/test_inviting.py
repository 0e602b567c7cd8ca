"""`siangkan invite` as an operator types it, and the group in which somebody types what it printed."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handlers.cli.inviting import invite
from handlers.kept_secret import kept_secret
from handlers.settings import SettingsFault
from models import invites as invite_codes
from models.database import Store
from models.identity import Identity
from models.invites import invites
from tests.exchange.chat import services
from tests.exchange.group_chat import HOUR, GroupChat
from tests.exchange.test_exchange import rows

SECRET = "an invented secret that is long enough"  # as tests.exchange.chat has it
LINE = re.compile(r"^เชื่อมกลุ่ม ([0-9A-Z]{5}-[0-9A-Z]{5})$", re.MULTILINE)


def _invite(*words: str, url: str, secret: str | None = SECRET) -> Result:
    env = {"DATABASE_URL": url, "SECRET_KEY": secret, "LINE_CHANNEL_SECRET": None}
    return CliRunner().invoke(invite, words, env={**env, "LINE_CHANNEL_ACCESS_TOKEN": None})


@pytest.fixture
def url(store: Store) -> str:
    return store.url.render_as_string(hide_password=False)


def test_what_it_prints_links_the_group_in_which_it_is_typed(store: Store, url: str) -> None:
    told = LINE.search(_invite("--group", "--round", "1", url=url).stdout)
    chat = GroupChat(services(store))
    chat.clock.at = _row(store)["created_at"]
    chat.say(told[0] if told else "")
    assert (chat.group.linked, chat.group.round) == (True, "1")


def _row(store: Store) -> dict[str, int]:
    (row,) = rows(store, invites)
    return row


def test_a_code_is_good_for_two_days(store: Store, url: str) -> None:
    _invite("--group", url=url)
    hours = (_row(store)["expires_at"] - _row(store)["created_at"]) / HOUR
    assert round(hours, 3) == 48


def test_a_code_is_good_for_as_many_hours_as_wanted(store: Store, url: str) -> None:
    _invite("--group", "--hours", "3", url=url)
    hours = (_row(store)["expires_at"] - _row(store)["created_at"]) / HOUR
    assert round(hours, 3) == 3


def test_the_code_is_not_in_the_database(store: Store, url: str) -> None:
    told = LINE.search(_invite("--group", url=url).stdout)
    assert told
    assert told[1].replace("-", "") not in str(_row(store)).upper()


def test_the_end_is_told_in_the_years_of_thailand(url: str) -> None:
    assert re.search(r"\d{1,2} \S+ 25\d\d เวลา \d\d:\d\d น\.", _invite("--group", url=url).stdout)


def test_nothing_but_the_words_for_the_organisers_goes_to_standard_output(url: str) -> None:
    assert _invite("--group", url=url).stdout.count("\n") == 3


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--group", "--round", "no-such"),
        ("--group", "--hours", "0"),
        ("--group", "--hours", "721"),
        ("--group", "--name", "ครูสมศรี"),
        ("--group", "--qr", "code.png"),
    ],
)
def test_wrong_usage_is_2_and_makes_no_code(store: Store, url: str, words: tuple[str, ...]) -> None:
    done = _invite(*words, url=url)
    assert (done.exit_code, rows(store, invites)) == (2, [])


def test_a_mistyped_database_is_told_and_none_is_made(tmp_path: Path) -> None:
    done = _invite("--group", url=f"sqlite:///{tmp_path}/new/siangkann.db")
    assert (done.exit_code, "There is no database at" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_never_made_up(sqlite_url: str, tmp_path: Path) -> None:
    """The server, which has its own, could never read the code."""
    fault = _invite("--group", url=sqlite_url, secret=None).exception
    assert isinstance(fault, SettingsFault)
    assert "SECRET_KEY is missing" in str(fault)
    assert not (tmp_path / "demo.secret").exists()


def test_where_the_demo_keeps_a_secret_it_is_used(sqlite_url: str, tmp_path: Path) -> None:
    secret = kept_secret(tmp_path / "demo.secret")
    told = LINE.search(_invite("--group", url=sqlite_url, secret=None).stdout)
    store = Store(sqlite_url)
    digest = invite_codes.digest(Identity(secret), told[1] if told else "")
    assert str(_row(store)["digest"]) == digest
    store.close()


@pytest.mark.postgres
def test_on_postgresql_a_secret_is_never_made_up(postgres_url: str) -> None:
    fault = _invite("--group", url=postgres_url, secret=None).exception
    assert isinstance(fault, SettingsFault)
    assert "SECRET_KEY" in str(fault)

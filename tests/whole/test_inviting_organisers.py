"""`siangkan invite --role` as an operator types it, the chat in which its words are typed, and `siangkan audit`."""

import os
import pty
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image

from handlers.cli.auditing import audit
from handlers.cli.inviting import invite
from handlers.clock import SystemClock
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import serve_standin
from models.database import Store
from models.invites import invites
from tests.exchange.chat import services
from tests.exchange.group_chat import HOUR
from tests.exchange.team import Member
from tests.exchange.test_exchange import rows
from tests.whole.house import command, environment, free_port

SECRET = "an invented secret that is long enough"  # as tests.exchange.chat has it
TOKEN = "the-channel-token"
SENTENCE = re.compile(r"^เข้าร่วมทีมผู้จัด ([0-9A-Z]{5}-[0-9A-Z]{5})$", re.MULTILINE)
LINK = re.compile(r"^https://line\.me/R/oaMessage/(\S+)$", re.MULTILINE)
BOT = ("--bot-id", "@123abcde")
# The colours of the upper and the lower half of a letter, where letters are white on black.
HALVES = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}


def _invite(*words: str, url: str, **env: str) -> Result:
    none = {"LINE_CHANNEL_SECRET": None, "LINE_CHANNEL_ACCESS_TOKEN": None}
    settings = {"DATABASE_URL": url, "SECRET_KEY": SECRET, **none, **env}
    return CliRunner().invoke(invite, ["--role", *words], env=settings)


def _audit(*words: str, url: str) -> Result:
    return CliRunner().invoke(audit, words, env={"DATABASE_URL": url})


@pytest.fixture
def url(store: Store) -> str:
    return store.url.render_as_string(hide_password=False)


@pytest.fixture
def member(store: Store) -> Member:
    member = Member(services(store)).met()
    member.clock.at = SystemClock().now()
    return member


def sentence(told: str) -> str:
    found = SENTENCE.search(told)
    assert found
    return found[0]


def opened(told: str) -> str:
    found = LINK.search(told)
    assert found
    return unquote(found[1])


def test_the_words_it_prints_make_an_organiser(member: Member, url: str) -> None:
    member.types(sentence(_invite("viewer", "--round", "1", "--name", "ครูสมศรี", url=url).stdout))
    known = member.known
    told = ("viewer", "1", "ครูสมศรี", "operator")
    assert (known.role, known.round, known.label, known.invited_by) == told


def test_such_a_code_is_good_for_as_many_hours_as_wanted(store: Store, url: str) -> None:
    _invite("owner", "--hours", "3", url=url)
    (row,) = rows(store, invites)
    assert row["expires_at"] - row["created_at"] == 3 * HOUR


def test_the_database_file_holds_no_letter_of_it(sqlite_url: str, tmp_path: Path) -> None:
    code = sentence(_invite("owner", url=sqlite_url).stdout).split()[1].encode()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert (len(kept) > 0, code in kept, code.replace(b"-", b"") in kept) == (True, False, False)


def test_the_link_opens_the_chat_with_the_words_typed_in(url: str) -> None:
    told = _invite("owner", *BOT, url=url).stdout
    assert opened(told) == f"@123abcde/?{sentence(told)}"


def test_without_an_account_there_are_the_words_alone_and_it_is_said(url: str) -> None:
    done = _invite("owner", url=url)
    assert ("line.me" in done.stdout, "No LINE account is set" in done.stderr) == (False, True)


def test_the_name_of_the_account_is_asked_from_line(url: str) -> None:
    with serve_standin(StandIn(SECRET, TOKEN, "", SystemClock())) as line:
        account = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN}
        told = _invite("owner", url=url, LINE_API_URL=line.base_url, **account).stdout
    assert opened(told).startswith("@000siang/?")


@pytest.mark.parametrize("words", [("--hours", "3"), ("--qr", "code.png")])
def test_when_line_does_not_tell_it_no_code_is_made(
    store: Store, url: str, tmp_path: Path, words: tuple[str, str]
) -> None:
    words = (words[0], words[1].replace("code", f"{tmp_path}/code"))
    account = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN}
    done = _invite("owner", *words, url=url, LINE_API_URL="http://127.0.0.1:1", **account)
    assert (done.exit_code, "--bot-id" in done.stderr, rows(store, invites)) == (1, True, [])
    assert not (tmp_path / "code.png").exists()


def test_a_picture_without_an_account_makes_no_code(store: Store, url: str, tmp_path: Path) -> None:
    done = _invite("owner", "--qr", str(tmp_path / "code.png"), url=url)
    assert (done.exit_code, "--bot-id" in done.stderr, rows(store, invites)) == (1, True, [])


def test_the_picture_reads_as_the_link(url: str, tmp_path: Path) -> None:
    told = _invite("owner", *BOT, "--qr", str(tmp_path / "code.png"), url=url).stdout
    [read] = zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))
    assert unquote(read.text) == f"https://line.me/R/oaMessage/{opened(told)}"


def test_no_code_is_drawn_where_nobody_looks_at_a_terminal(url: str) -> None:
    assert "█" not in _invite("owner", *BOT, url=url).stdout


def test_the_code_on_a_terminal_reads_as_the_link(sqlite_url: str, tmp_path: Path) -> None:
    env = environment(tmp_path, free_port(), DATABASE_URL=sqlite_url, SECRET_KEY=SECRET)
    told = _on_a_terminal(command("invite", "--role", "owner", *BOT), {**env, "PYTHONUTF8": "1"})
    lines = [line for line in told.splitlines() if line and set(line) <= set(HALVES)]
    [read] = zxingcpp.read_barcodes(_picture(lines))
    assert unquote(read.text) == f"https://line.me/R/oaMessage/{opened(told)}"


def _on_a_terminal(words: list[str], env: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(words, env=env, stdout=theirs, stderr=subprocess.DEVNULL) as process:
        os.close(theirs)
        told = b""
        try:
            while piece := os.read(ours, 4096):
                told += piece
        except OSError:  # what Linux says when the other end is closed
            process.wait()
    os.close(ours)
    return told.decode().replace("\r\n", "\n")


def _picture(lines: list[str]) -> Image.Image:
    small = Image.new("L", (len(lines[0]), 2 * len(lines)))
    for y, line in enumerate(lines):
        for x, letter in enumerate(line):
            for half, colour in enumerate(HALVES[letter]):
                small.putpixel((x, 2 * y + half), colour)
    return small.resize((small.width * 4, small.height * 4), Image.Resampling.NEAREST)


@pytest.mark.parametrize(
    "words",
    [
        "boss",
        "viewer --group",
        "viewer --round no-such",
        "viewer --bot-id @ชื่อไทย",
        "viewer --qr code.jpg",
        "viewer --qr no/such/folder/code.png",
    ],
)
def test_wrong_usage_is_2_and_makes_no_code(store: Store, url: str, words: str) -> None:
    done = _invite(*words.split(), url=url)
    assert (done.exit_code, rows(store, invites)) == (2, [])


def test_the_log_tells_when_who_and_what_and_no_name(member: Member, url: str) -> None:
    told = _invite("viewer", "--round", "1", "--name", "ครูสมศรี", url=url).stdout
    member.types(sentence(told))
    first, second = _audit(url=url).stdout.splitlines()
    when = r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00"
    assert re.fullmatch(rf"{when} · operator · invite · viewer 1", first)
    assert re.fullmatch(rf"{when} · {member.known.code} · join · viewer 1", second)


def test_of_the_log_only_the_last_lines_are_told(url: str) -> None:
    for role in ("owner", "organiser", "viewer"):
        _invite(role, url=url)
    lines = _audit("--last", "2", url=url).stdout.splitlines()
    assert [line.split(" · ")[-1] for line in lines] == ["organiser", "viewer"]


def test_an_empty_log_is_told_so(url: str) -> None:
    done = _audit(url=url)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing is in the log yet.\n")

"""`siangkan poster` as an operator types it: two files and a code, or one clear line about what is wrong."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from handlers.__main__ import cli
from handlers.clock import SystemClock
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_server import serve_standin
from models import joins
from models.database import Store
from models.joins import Join
from tests.processes import run
from tests.whole.house import environment, free_port, run_anew

SECRET, TOKEN = "the-channel-secret", "the-channel-token"
DISTRICTS = "เมืองกาญจนบุรี ด่านมะขามเตี้ย ศรีสวัสดิ์ ท่าม่วง ท่ามะกา พนมทวน ไทรโยค ทองผาภูมิ สังขละบุรี บ่อพลอย เลาขวัญ หนองปรือ ห้วยกระเจา"


@pytest.fixture
def env(tmp_path: Path, sqlite_url: str) -> dict[str, str]:
    return environment(tmp_path, free_port(), DATABASE_URL=sqlite_url)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "poster.pdf"


def poster(
    env: dict[str, str], out: Path, *words: str, bot: str = "@123abcde"
) -> subprocess.CompletedProcess[str]:
    with_bot = ("--bot-id", bot) if bot else ()
    return run("poster", "--out", str(out), *with_bot, *words, env=env)


def kept(env: dict[str, str]) -> list[Join]:
    store = Store(env["DATABASE_URL"])
    with store.reading() as conn:
        found = joins.made(conn)
    store.close()
    return found


def link(out: Path) -> str:
    [read] = zxingcpp.read_barcodes(Image.open(out.with_suffix(".png")))
    return unquote(read.text)


def test_the_code_on_the_poster_is_the_one_that_was_kept(env: dict[str, str], out: Path) -> None:
    done = poster(env, out, "--title", "เวทีรับฟัง อ.ไทรโยค")
    [join] = kept(env)
    assert (done.returncode, done.stdout.split()[0]) == (0, join.code)
    assert link(out) == f"https://line.me/R/oaMessage/@123abcde/?เข้าร่วมเสียงกาญจน์ {join.code}"


def test_all_that_was_said_of_it_is_kept_and_both_files_are_written(env: dict[str, str], out: Path) -> None:
    where = ("--district", "อ.ไทรโยค", "--school", "--closes", "2570-03-31", "--round", "1")
    poster(env, out.with_suffix(".png"), "--title", "  โรงเรียนบ้าน\nริมน้ำ ", *where)
    [join] = kept(env)
    assert (join.title, join.round, join.district, join.school) == ("โรงเรียนบ้าน ริมน้ำ", "1", "7102", True)
    assert join.closes_at == 1_806_512_400_000  # 2027-04-01 00:00 in Thailand
    assert [out.read_bytes()[:4], out.with_suffix(".png").read_bytes()[1:4]] == [b"%PDF", b"PNG"]


def test_a_code_is_drawn_again_without_a_new_one(env: dict[str, str], out: Path) -> None:
    poster(env, out, "--title", "เวทีรับฟัง")
    code, first = kept(env)[0].code, out.read_bytes()
    poster(env, out, "--code", code.lower())
    assert (len(kept(env)), out.read_bytes() == first) == (1, True)


def test_the_list_tells_every_code_with_its_title_and_the_thai_year(env: dict[str, str], out: Path) -> None:
    poster(env, out, "--title", "เวทีรับฟัง", "--closes", "2031-02-28")
    told = run_anew("poster", "--list", env=env).stdout
    line = r"[2-9A-Z]{6} · เวทีรับฟัง · round 1 · made \d+ \S+ 25\d\d · until 28 กุมภาพันธ์ 2574\n"
    assert re.fullmatch(line, told)


def test_the_name_of_the_account_is_asked_from_line(env: dict[str, str], out: Path) -> None:
    with serve_standin(StandIn(SECRET, TOKEN, "", SystemClock())) as line:
        account = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "SECRET_KEY": "k" * 32}
        poster({**env, **account, "LINE_API_URL": line.base_url}, out, "--title", "เวทีรับฟัง", bot="")
    assert "/R/oaMessage/@000siang/?" in link(out)


@pytest.mark.parametrize("token", ["wrong", TOKEN])
def test_when_line_does_not_tell_it_nothing_is_made(token: str, env: dict[str, str], out: Path) -> None:
    """A wrong token; then nobody at the address."""
    with serve_standin(StandIn(SECRET, TOKEN, "", SystemClock())) as line:
        url = line.base_url if token == "wrong" else "http://127.0.0.1:1"
        account = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": token, "SECRET_KEY": "k" * 32}
        done = poster({**env, **account, "LINE_API_URL": url}, out, "--title", "เวทีรับฟัง", bot="")
    assert (done.returncode, "--bot-id" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert not out.exists()


def test_without_an_account_the_id_is_asked_for(env: dict[str, str], out: Path) -> None:
    done = poster(env, out, "--title", "เวทีรับฟัง", bot="")
    assert (done.returncode, "--bot-id" in done.stderr) == (1, True)


def test_a_district_that_is_none_is_told_all_thirteen(env: dict[str, str], out: Path) -> None:
    done = poster(env, out, "--title", "เวทีรับฟัง", "--district", "ลพบุรี")
    assert [name for name in DISTRICTS.split() if name not in done.stderr] == []


@pytest.mark.parametrize(
    "words",
    [
        "",
        "--title เวที --code K7F3Q2",
        "--code K7F3Q2 --school",
        "--title เวที --district ลพบุรี",
        "--title เวที --round 99",
        "--title เวที --date 27/11/2569",
        "--title เวที --date 2026-02-30",
        "--title เวที --closes 2020-01-01",
        "--title เวที --bot-id @ชื่อไทย",
        "--title เวที --out poster.docx",
        "--title เวที --out no/such/folder/poster.pdf",
        f"--title {'ยาว' * 50}",
    ],
)
def test_wrong_usage_is_2_and_makes_nothing(words: str, env: dict[str, str], out: Path) -> None:
    """In this process: a dozen new ones would take longer than all else here."""
    typed = ["poster", "--out", str(out), "--bot-id", "@123abcde", *words.split()]
    done = CliRunner().invoke(cli, typed, env=env)
    assert (done.exit_code, "Error: " in done.stderr, out.exists()) == (2, True, False)


def test_a_code_that_was_never_made_is_named(env: dict[str, str], out: Path) -> None:
    done = poster(env, out, "--code", "K7F3Q2")
    assert (done.returncode, "K7F3Q2" in done.stderr) == (1, True)


@pytest.mark.parametrize("words", [("--title", "เวทีรับฟัง"), ("--code", "K7F3Q2"), ("--list",)])
def test_a_mistyped_database_is_told_and_nothing_is_made(words: tuple[str, ...], out: Path) -> None:
    done = poster(environment(out.parent / "new", free_port()), out, *words)
    assert (done.returncode, "There is no database at" in done.stderr) == (1, True)
    assert list(out.parent.iterdir()) == []


def test_a_database_of_an_older_day_is_told(env: dict[str, str], out: Path, tmp_path: Path) -> None:
    (tmp_path / "siangkan.db").write_bytes(b"")
    done = poster(env, out, "--title", "เวทีรับฟัง")
    assert (done.returncode, "siangkan migrate" in done.stderr) == (1, True)

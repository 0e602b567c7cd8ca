"""The commands as an operator types them: exit codes, one clear line, no trace. Each kind once in a new Python."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from handlers.__main__ import COMMANDS, cli
from tests.processes import run
from tests.whole.house import environment, free_port, run_anew


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path, free_port())


@pytest.mark.parametrize("name", [str(command.name) for command in COMMANDS])
def test_every_command_explains_itself(name: str) -> None:
    assert len(CliRunner().invoke(cli, [name, "--help"]).stdout.splitlines()) > 4


def test_wrong_usage_is_2(env: dict[str, str]) -> None:
    assert run_anew("export", "--format", "pdf", env=env).returncode == 2


def test_a_missing_setting_is_1_and_named(env: dict[str, str]) -> None:
    done = run_anew("serve", env=env)
    assert (done.returncode, "LINE_CHANNEL_SECRET" in done.stderr) == (1, True)


def test_all_settings_at_fault_are_named_at_once(env: dict[str, str]) -> None:
    done = run("check", env={**env, "PORT": "many", "LINE_CHANNEL_SECRET": "x", "DATABASE_URL": "mysql://x"})
    named = ("PORT", "LINE_CHANNEL_ACCESS_TOKEN", "SECRET_KEY", "DATABASE_URL")
    assert [name for name in named if name not in done.stderr] == []


def test_no_trace_when_the_database_cannot_be_reached(env: dict[str, str]) -> None:
    done = run_anew("migrate", env={**env, "DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/none"})
    assert (done.returncode, "Traceback" in done.stderr, "secret" in done.stderr) == (1, False, False)


def test_check_says_that_all_is_well(env: dict[str, str]) -> None:
    assert run_anew("check", env=env).returncode == 0


def test_read_answers_line_by_line_in_order(env: dict[str, str]) -> None:
    lines = [
        {"text": "ข้าม", "asking": "problem"},
        {"text": "ครูไม่พอจ้า", "asking": "problem"},
        {"text": "ยินยอม", "asking": "consent"},
    ]
    done = run_anew("read", env=env, stdin="\n".join(json.dumps(line) for line in lines))
    assert [json.loads(line)["intent"] for line in done.stdout.splitlines()] == ["skip", "answer", "yes"]


def test_read_gives_the_keys_of_the_contract(env: dict[str, str]) -> None:
    done = run("read", env=env, stdin='{"text": "ครูไม่พอจ้า"}')
    assert set(json.loads(done.stdout)) == {"intent", "focus", "facets", "themes", "stance", "masked"}


def test_a_broken_line_keeps_its_place_and_the_exit_code_tells(env: dict[str, str]) -> None:
    done = run("read", env=env, stdin='{"text": "ข้าม"}\nnot json\n{"text": "ต่อไป"}')
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, "error" in answers[1], answers[2]["intent"]) == (1, True, "next")


def test_talk_holds_a_conversation_and_records_it(env: dict[str, str], tmp_path: Path) -> None:
    record = tmp_path / "talk.txt"
    done = run_anew("talk", "--record", str(record), env=env, stdin="ยินยอม\n:4\nครู\nไทรโยค\nครูไม่พอจ้า\n\n")
    assert (done.returncode, "= problem" in record.read_text()) == (0, True)


def test_a_recorded_talk_plays_again(env: dict[str, str], tmp_path: Path) -> None:
    record = tmp_path / "talk.txt"
    run("talk", "--record", str(record), env=env, stdin="ยินยอม\n:4\nครู\n")
    assert run("talk", "--play", str(record), env=env).stdout == record.read_text()


def test_seed_then_export_gives_one_row_an_answer(env: dict[str, str], tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    run("seed", "--answers", "60", env=env)
    run("export", "--out", str(table), env=env)
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) >= 61


def test_an_export_opens_in_excel(env: dict[str, str], tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    run("export", "--out", str(table), env=env)
    head = "code,round,given_at,role,sector,district,focus,facet,question,text,themes,chosen"
    assert table.read_bytes().split(b"\r\n")[0] == b"\xef\xbb\xbf" + head.encode()


def test_the_demo_refuses_a_real_account(env: dict[str, str]) -> None:
    real = {"LINE_CHANNEL_SECRET": "s" * 32, "LINE_CHANNEL_ACCESS_TOKEN": "t", "SECRET_KEY": "k" * 32}
    done = run_anew("demo", env={**env, **real})
    assert (done.returncode, "LINE_CHANNEL_SECRET" in done.stderr) == (1, True)


def test_the_picture_of_the_conversation_is_current(env: dict[str, str]) -> None:
    assert run("draw", "--check", env=env).returncode == 0


def test_a_picture_that_is_not_current_is_told(env: dict[str, str], tmp_path: Path) -> None:
    old = tmp_path / "conversation.md"
    old.write_text("old")
    done = run("draw", "--check", "--out", str(old), env=env)
    assert (done.returncode, "siangkan draw" in done.stderr) == (1, True)


def test_an_export_goes_to_standard_output_too(env: dict[str, str]) -> None:
    assert run_anew("export", "--out", "-", env=env).stdout.startswith("\ufeffcode,round,given_at")


def test_an_export_says_what_was_invented(env: dict[str, str], tmp_path: Path) -> None:
    run("seed", "--answers", "20", env=env)
    assert "round trial: 20 (invented" in run("export", "--out", str(tmp_path / "x.csv"), env=env).stderr


def test_what_people_said_is_for_this_users_eyes_only(env: dict[str, str], tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    run("export", "--out", str(table), env=env)
    modes = [path.stat().st_mode & 0o077 for path in (table, tmp_path / "siangkan.db")]
    assert modes == [0, 0]


def test_reading_needs_no_secret_and_leaves_none(env: dict[str, str], tmp_path: Path) -> None:
    run("check", env=env)
    run("migrate", env=env)
    assert not list(tmp_path.glob("*.secret"))


def test_check_says_when_no_account_is_set_and_when_a_name_is_misspelt(env: dict[str, str]) -> None:
    told = run("check", env={**env, "LINE_CHANEL_SECRET": "x"}).stderr
    assert ("only `siangkan demo` will run" in told, "LINE_CHANEL_SECRET" in told) == (True, True)


def test_check_names_a_database_that_is_away(env: dict[str, str]) -> None:
    done = run("check", env={**env, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})
    assert (done.returncode, "cannot be reached" in done.stderr) == (1, True)


def test_read_takes_a_file_from_windows(env: dict[str, str]) -> None:
    done = run("read", env=env, stdin='\ufeff{"text": "ข้าม"}')
    assert json.loads(done.stdout)["intent"] == "skip"


@pytest.mark.parametrize("text", ["(ยกเลิกข้อความ)", "> [ไม่มีปุ่มนี้]", "(กระโดด)"])
def test_a_transcript_that_cannot_be_played_is_told_in_one_line(
    text: str, env: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "t.txt").write_text(text)
    done = run("talk", "--play", str(tmp_path / "t.txt"), env=env)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)

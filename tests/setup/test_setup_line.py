"""`siangkan setup-line` as an operator types it: a real process, a stand-in of LINE, a webhook that answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.clock import SystemClock
from handlers.settings import Settings
from tests.processes import run
from tests.setup.conftest import OLD, SECRET, TOKEN, Desk
from tests.web.conftest import Bot, served
from tests.whole.house import environment, free_port, run_anew


@pytest.fixture
def env(tmp_path: Path, desk: Desk) -> dict[str, str]:
    """Like a machine on which everything is set; the server at PUBLIC_URL does not run."""
    return environment(
        tmp_path,
        free_port(),
        LINE_CHANNEL_SECRET=SECRET,
        LINE_CHANNEL_ACCESS_TOKEN=TOKEN,
        SECRET_KEY="k" * 32,
        LINE_API_URL=desk.base_url,
        LINE_DATA_URL=desk.base_url,
        PUBLIC_URL=f"http://127.0.0.1:{free_port()}",
    )


def test_a_dry_run_is_0_and_changes_nothing(env: dict[str, str], desk: Desk) -> None:
    before = desk.state()
    done = run_anew("setup-line", "--dry-run", env=env)
    assert (done.returncode, "nothing was changed" in done.stdout, desk.state()) == (0, True, before)


def test_a_webhook_that_does_not_answer_is_1_but_the_menus_are_there(env: dict[str, str], desk: Desk) -> None:
    done = run("setup-line", env=env)
    assert (done.returncode, "could not connect" in done.stdout) == (1, True)
    assert desk.names() == sorted(each.name for each in OLD)


def test_a_refused_token_is_1_and_one_line(env: dict[str, str]) -> None:
    done = run("setup-line", env={**env, "LINE_CHANNEL_ACCESS_TOKEN": "another-token"})
    assert (done.returncode, done.stderr.count("\n"), "is refused by LINE" in done.stderr) == (1, 1, True)


def test_nothing_printed_shows_a_secret(env: dict[str, str]) -> None:
    done = run("setup-line", env=env)
    assert [secret for secret in (SECRET, TOKEN, "k" * 32) if secret in done.stdout + done.stderr] == []


def test_what_is_left_to_do_by_hand_is_printed(env: dict[str, str]) -> None:
    assert "[ ] Webhook redelivery: turn it on" in run("setup-line", "--dry-run", env=env).stdout


USAGES = {
    "PUBLIC_URL is missing": {"PUBLIC_URL": ""},
    "PUBLIC_URL must begin with https://": {"PUBLIC_URL": "http://x.example", "LINE_API_URL": ""},
    "LINE_DATA_URL is missing beside LINE_API_URL": {"LINE_DATA_URL": ""},
    "LINE_CHANNEL_ACCESS_TOKEN is missing": {"LINE_CHANNEL_ACCESS_TOKEN": ""},
}


@pytest.mark.parametrize(("words", "settings"), USAGES.items())
def test_a_wrong_setting_is_1_and_named(words: str, settings: dict[str, str], env: dict[str, str]) -> None:
    done = run("setup-line", env={**env, **settings})
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_wrong_usage_is_2(env: dict[str, str]) -> None:
    assert run("setup-line", "now", env=env).returncode == 2


@pytest.fixture
def bot(sqlite_url: str, request: pytest.FixtureRequest) -> Iterator[Bot]:
    """The server that LINE shall post to, with this channel's secret or the one a test names."""
    secret = getattr(request, "param", SECRET)
    settings = Settings((secret,), TOKEN, database_url=sqlite_url, secret_key="k" * 32)
    yield from served(settings, SystemClock(), with_sender=False)


def served_at(bot: Bot) -> str:
    return f"http://127.0.0.1:{bot.port}/webhook"


def test_a_running_server_makes_it_0_twice_and_the_second_changes_nothing(
    env: dict[str, str], desk: Desk, bot: Bot
) -> None:
    first = run("setup-line", "--webhook", served_at(bot), env=env)
    state = desk.state()
    second = run("setup-line", "--webhook", served_at(bot), env=env)
    assert (first.returncode, second.returncode, desk.state()) == (0, 0, state)
    assert "Nothing had to change." in second.stdout


@pytest.mark.parametrize("bot", ["the secret of another channel"], indirect=True)
def test_a_server_with_another_secret_is_told(env: dict[str, str], bot: Bot) -> None:
    done = run("setup-line", "--webhook", served_at(bot), env=env)
    assert (done.returncode, "LINE_CHANNEL_SECRET it was started with is another one" in done.stdout) == (
        1,
        True,
    )


@pytest.mark.parametrize(("words", "moved"), [((), False), (("--force",), True)])
def test_a_running_bot_goes_deaf_only_when_somebody_insists(
    words: tuple[str, ...], moved: bool, env: dict[str, str], desk: Desk
) -> None:
    done = run("setup-line", *words, env=env)
    assert (done.returncode, desk.line.postman.url == f"{env['PUBLIC_URL']}/webhook") == (1, moved)

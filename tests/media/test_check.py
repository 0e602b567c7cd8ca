"""`siangkan check` as an operator types it: says that all is well only where photos can be kept and deleted too."""

from click.testing import CliRunner, Result

from handlers.cli.looking import check
from tests.media.conftest import KEYS

UNSET = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "SECRET_KEY", "PUBLIC_URL", "PORT")
LINE = {"LINE_CHANNEL_SECRET": "0" * 32, "LINE_CHANNEL_ACCESS_TOKEN": "token", "SECRET_KEY": "k" * 32}


def checked(sqlite_url: str, media_url: str, **more: str) -> Result:
    env = {**dict.fromkeys(UNSET), "DATABASE_URL": sqlite_url, "MEDIA_URL": media_url, **more}
    return CliRunner().invoke(check, env=env)


def test_a_store_that_can_be_used_is_well(sqlite_url: str, media_url: str) -> None:
    done = checked(sqlite_url, media_url)
    assert (done.exit_code, "All is well" in done.stdout) == (0, True)


def test_a_missing_bucket_is_named(sqlite_url: str, bucket: str) -> None:
    done = checked(sqlite_url, "s3://no-such-bucket")
    assert (done.exit_code, "MEDIA_URL: the media store failed (its folder or bucket" in done.stderr) == (
        1,
        True,
    )


def test_a_bucket_that_cannot_be_reached_is_named(sqlite_url: str) -> None:
    done = checked(sqlite_url, "s3://photos", **KEYS, AWS_ENDPOINT_URL="http://127.0.0.1:9")
    assert (done.exit_code, "(it cannot be reached)" in done.stderr) == (1, True)


def test_wrong_keys_are_named_but_not_shown(sqlite_url: str, sly_bucket: str) -> None:
    done = checked(sqlite_url, "s3://photos", **KEYS, AWS_ENDPOINT_URL=sly_bucket)
    assert (done.exit_code, "(permission denied)" in done.stderr, "AWS_" in done.stderr) == (1, True, True)
    assert "invented" not in done.stderr


def test_a_kind_of_store_that_we_do_not_know_is_named_with_all_other_faults(sqlite_url: str) -> None:
    done = checked(sqlite_url, "gs://photos", PORT="many", LINE_CHANEL_SECRET="x")
    named = ("MEDIA_URL", "PORT", "LINE_CHANEL_SECRET")
    assert (done.exit_code, [name for name in named if name not in done.stderr]) == (1, [])


def test_a_line_account_without_an_address_is_told_what_people_miss(sqlite_url: str, folder: object) -> None:
    done = checked(sqlite_url, str(folder), **LINE)
    assert (done.exit_code, "PUBLIC_URL is not set: nobody can get a copy" in done.stderr) == (0, True)


def test_a_line_account_with_an_address_misses_nothing(sqlite_url: str, folder: object) -> None:
    assert checked(sqlite_url, str(folder), **LINE, PUBLIC_URL="https://bot.example").stderr == ""


def test_an_address_in_clear_is_a_fault(sqlite_url: str, folder: object) -> None:
    done = checked(sqlite_url, str(folder), **LINE, PUBLIC_URL="http://bot.example")
    assert (done.exit_code, "would go in clear" in done.stderr) == (1, True)

"""Facts about settings: defaults, and every fault named at once."""

import stat

import pytest

from handlers.kept_secret import kept_secret
from handlers.settings import Settings, SettingsFault, strange_names

LINE = {"LINE_CHANNEL_SECRET": "0" * 32, "LINE_CHANNEL_ACCESS_TOKEN": "token", "SECRET_KEY": "k" * 32}


def faults(env, **options):
    with pytest.raises(SettingsFault) as caught:
        Settings.from_env(env, **options)
    return caught.value.faults


def test_an_empty_environment_is_enough_for_the_demo():
    assert Settings.from_env({}) == Settings()


def test_the_defaults_are_those_of_the_documentation():
    read = Settings.from_env({})
    assert (read.api_url, read.data_url, read.database_url, read.port) == (
        "https://api.line.me",
        "https://api-data.line.me",
        "sqlite:///var/siangkan.db",
        8000,
    )


def test_an_empty_value_is_a_missing_one():
    assert Settings.from_env({"PORT": " ", "DATABASE_URL": ""}) == Settings()


def test_without_line_there_is_no_line():
    assert not Settings.from_env({}).has_line


def test_with_secret_and_token_there_is_line():
    assert Settings.from_env(LINE).has_line


def test_two_channel_secrets_are_separated_by_a_comma():
    assert Settings.from_env(LINE | {"LINE_CHANNEL_SECRET": "new, old"}).channel_secrets == ("new", "old")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_with_psycopg(scheme):
    read = Settings.from_env({"DATABASE_URL": f"{scheme}://me@host/db"})
    assert read.database_url == "postgresql+psycopg://me@host/db"


def test_serving_names_all_that_is_missing_at_once():
    named = " ".join(faults({}, need_line=True))
    assert [name in named for name in ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")] == [True, True]


def test_wrong_and_missing_things_are_named_together():
    env = {"LINE_CHANNEL_SECRET": "s", "PORT": "http", "DATABASE_URL": "mysql://x/y", "LINE_API_URL": "line"}
    named = faults(env)
    wanted = ("LINE_CHANNEL_ACCESS_TOKEN", "SECRET_KEY", "LINE_API_URL", "PORT", "DATABASE_URL")
    assert [name for name in wanted if any(fault.startswith(name) for fault in named)] == list(wanted)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.0", "๘๐๐๐", "9" * 5000])
def test_what_is_no_port_is_named(port):
    assert [fault.split()[0] for fault in faults({"PORT": port})] == ["PORT"]


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://h/d", "nonsense", "postgresql+asyncpg://h/d", "://"]
)
def test_a_database_that_cannot_be_used_is_named(url):
    assert [fault.split()[0] for fault in faults({"DATABASE_URL": url})] == ["DATABASE_URL"]


def test_no_fault_shows_a_password():
    assert "hunter2" not in " ".join(faults({"DATABASE_URL": "mysql://me:hunter2@h/d"}))


def test_a_short_secret_key_is_named_without_being_shown():
    assert "tooshort" not in " ".join(faults({"SECRET_KEY": "tooshort"}))


def test_a_secret_key_is_needed_with_line():
    assert [fault.split()[0] for fault in faults({**LINE, "SECRET_KEY": ""})] == ["SECRET_KEY"]


@pytest.mark.parametrize("token", ["two words", "ตั๋ว", "line\nbreak"])
def test_a_token_that_fits_no_header_is_named(token):
    assert [f.split()[0] for f in faults(LINE | {"LINE_CHANNEL_ACCESS_TOKEN": token})] == [
        "LINE_CHANNEL_ACCESS_TOKEN"
    ]


def test_a_kept_secret_is_the_same_next_time(tmp_path):
    assert kept_secret(tmp_path / "var" / "demo.secret") == kept_secret(tmp_path / "var" / "demo.secret")


def test_a_kept_secret_is_long_enough(tmp_path):
    assert len(kept_secret(tmp_path / "demo.secret")) >= 32


def test_a_kept_secret_is_for_the_owners_eyes_only(tmp_path):
    kept_secret(tmp_path / "demo.secret")
    assert stat.S_IMODE((tmp_path / "demo.secret").stat().st_mode) == 0o600


def test_making_a_secret_leaves_nothing_else_behind(tmp_path):
    kept_secret(tmp_path / "demo.secret")
    assert [path.name for path in tmp_path.iterdir()] == ["demo.secret"]


@pytest.mark.parametrize(
    "name",
    [
        "LINE_CHANEL_SECRET",
        "MEDIAURL",
        "RETENTIONDAYS",
        "PUBLICURL",
        "SECRETKEY",
        "DATABASE_URI",
        "public_url",
    ],
)
def test_a_misspelt_name_is_found(name):
    assert strange_names([name, "PATH"]) == [name]


def test_our_own_names_and_everybodys_are_not_strange():
    ours = "LINE_API_URL DATABASE_URL SECRET_KEY PUBLIC_URL PORT MEDIA_URL RETENTION_DAYS".split()
    assert strange_names([*ours, "HOST", "PATH", "PWD", "SHELL", "USER", "AWS_SECRET_ACCESS_KEY"]) == []


@pytest.mark.parametrize(
    "url", ["gs://bucket", "ftp://key:hunter2@host", "s3:bucket", "s3:/bucket", "file:/folder"]
)
def test_a_media_store_of_an_unknown_kind_is_named_with_the_other_faults(url):
    named = faults({"MEDIA_URL": url, "PORT": "many"})
    assert ([fault.split()[0].strip(":") for fault in named], "hunter2" in named[1]) == (
        ["PORT", "MEDIA_URL"],
        False,
    )


@pytest.mark.parametrize("url", ["s3://bucket/photos", "file:///folder", "folder", "/a folder", "C:/photos"])
def test_a_media_store_in_a_folder_or_a_bucket_is_fine(url):
    assert Settings.from_env({"MEDIA_URL": url}).media_url == url


def test_peoples_data_never_goes_in_clear():
    assert [f.split()[0] for f in faults(LINE | {"PUBLIC_URL": "http://bot.example"})] == ["PUBLIC_URL"]


@pytest.mark.parametrize(
    "url", ["https://bot.example", "http://localhost:8000", "http://127.0.0.1", "http://[::1]:80"]
)
def test_an_address_with_tls_or_of_this_machine_is_fine(url):
    assert Settings.from_env(LINE | {"PUBLIC_URL": url}).public_url == url


def test_a_stand_in_of_line_needs_no_tls():
    env = LINE | {"PUBLIC_URL": "http://bot.example", "LINE_API_URL": "http://127.0.0.1:1"}
    assert Settings.from_env(env).public_url == "http://bot.example"

"""The house itself: what stands where, and what must never be in it."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.phrases import BUTTONS, OPTIONAL_PHRASES, PHRASES

ROOT = Path(__file__).parent.parent
TOP = {
    "bot",
    "handlers",
    "models",
    "tests",
    "docs",
    "Procfile",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "CHANGELOG.md",
    "requirements.txt",
}
REGISTRIES = re.compile(r"(pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian)")
SECRETS = re.compile(r"(BEGIN [A-Z ]*PRIVATE KEY|/root/|/home/[a-z]+/)")


def tracked() -> list[Path]:
    """Files that are, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        if path.suffix not in (".png", ".ttf", ".npy") and path != Path(__file__):
            yield path, path.read_text(encoding="utf-8")


def test_the_top_of_the_house_holds_what_the_design_names() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} == TOP


def test_packages_hide_nothing_in_their_init_files() -> None:
    assert [p for p in ROOT.glob("[bhm]*/**/__init__.py") if ".venv" not in p.parts and p.read_text()] == []


def test_no_file_names_a_package_registry() -> None:
    assert [path for path, text in texts() if REGISTRIES.search(text)] == []


def test_no_file_holds_a_key_or_a_path_of_somebodys_machine() -> None:
    assert [path for path, text in texts() if SECRETS.search(text)] == []


def test_every_pinned_package_has_a_hash() -> None:
    for name in ("requirements.txt", "tests/requirements.txt"):
        pins = re.findall(r"^\S+==.*?(?=^\S|\Z)", (ROOT / name).read_text(), re.MULTILINE | re.DOTALL)
        assert pins
        assert all("--hash=sha256:" in pin for pin in pins)


def spoken() -> Iterator[tuple[str, str]]:
    """("phrase" or "button", id) for every id that stands in the core's code."""
    for path in (ROOT / "bot").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _in_call(node.func.id, node.args)
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                yield from _in_table(ast.unparse(node.value), str(node.slice.value))


def _in_call(name: str, args: list[ast.expr]) -> Iterator[tuple[str, str]]:
    place = {"say": 2, "note": 3}.get(name)
    if place is not None and len(args) > place and isinstance(args[place], ast.Constant):
        yield "phrase", str(args[place].value)  # type: ignore[attr-defined]
    if name == "do":
        yield from (("button", str(a.value)) for a in args[2:] if isinstance(a, ast.Constant))


def _in_table(table: str, id: str) -> Iterator[tuple[str, str]]:
    if table.endswith(".phrases"):
        yield "phrase", id
    if table.endswith(".buttons"):
        yield "button", id


@pytest.mark.parametrize("kind", ["phrase", "button"])
def test_every_phrase_that_the_core_speaks_is_checked_for(kind: str) -> None:
    known = {"phrase": {*PHRASES, *OPTIONAL_PHRASES}, "button": set(BUTTONS)}[kind]
    said = {id for what, id in spoken() if what == kind}
    assert said
    assert said <= known

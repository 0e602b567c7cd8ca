"""Training: the model in the repository is made from the answers in the repository, and another can be made."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from handlers.data import MODEL, DataFault, load_model
from handlers.teaching.course import sources
from handlers.teaching.labelled import DATA, answers, digest
from tests.teaching.classroom import small_model

KEPT = ("model.json", "features.txt", "rarity.npy", "weights.npy")


def test_the_model_is_made_from_the_answers_that_lie_beside_it() -> None:
    assert load_model().made_from == digest(*sources()), "the labelled answers changed: run `siangkan train`"


def test_a_small_model_learns_its_lesson(tmp_path: Path) -> None:
    model, sight = small_model(answers()[:600])
    chances = model.chances(model.scores(sight.of("ครูไม่พอ ขาดครูอังกฤษ", "problem")), "theme")
    assert max(chances, key=lambda theme: chances[theme]) == "teacher_supply"


def test_probabilities_of_one_head_add_up() -> None:
    model, sight = small_model(answers()[:600])
    chances = model.chances(model.scores(sight.of("ฝนตกทางขาด", "problem")), "stance")
    assert sum(chances.values()) == pytest.approx(1, abs=1e-4)


def test_a_model_is_kept_and_loaded_unchanged(tmp_path: Path) -> None:
    from_disk = load_model()
    model, _ = small_model(answers()[:600])
    assert from_disk.heads.keys() == model.heads.keys()


def test_training_runs_as_one_command_and_says_where_the_model_is(tmp_path: Path) -> None:
    for part, many in (("answers/schools.jsonl", 400), ("messages/intents.jsonl", 300)):
        lines = (DATA / part).read_text("utf-8").splitlines()[:many]
        (tmp_path / part).parent.mkdir()
        (tmp_path / part).write_text("\n".join(lines), "utf-8")
    out = tmp_path / "model"
    command = [sys.executable, "-m", "handlers", "train", "--data", str(tmp_path), "--out", str(out)]
    made = subprocess.run(command, capture_output=True, check=False)
    assert sorted(path.name for path in out.iterdir()) == sorted(KEPT), made.stderr.decode()


@pytest.mark.parametrize("name", KEPT)
def test_a_model_with_a_broken_file_is_refused(tmp_path: Path, name: str) -> None:
    for file in KEPT:
        (tmp_path / file).write_bytes((MODEL / file).read_bytes())
    (tmp_path / name).write_bytes(b"broken")
    with pytest.raises(DataFault, match="siangkan train"):
        load_model(tmp_path)


def test_a_pickle_is_never_loaded(tmp_path: Path) -> None:
    for file in KEPT:
        (tmp_path / file).write_bytes((MODEL / file).read_bytes())
    np.save(tmp_path / "rarity.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(DataFault):
        load_model(tmp_path)


def test_parts_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    for file in KEPT:
        (tmp_path / file).write_bytes((MODEL / file).read_bytes())
    told = json.loads((tmp_path / "model.json").read_text("utf-8"))
    told["bias"] = told["bias"][:-1]
    (tmp_path / "model.json").write_text(json.dumps(told), "utf-8")
    with pytest.raises(DataFault, match="weights"):
        load_model(tmp_path)

"""Keeps a model as plain arrays and text, never as code that runs when it is loaded. Holds nobody's words."""

import json
import shutil
from pathlib import Path

import numpy as np

from bot.thai.model import Model


def save(model: Model, folder: Path) -> None:
    """All or nothing: a running process keeps the files that it has open."""
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir(parents=True)
    _write(model, fresh)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write(model: Model, folder: Path) -> None:
    told = {
        "made_from": model.made_from,
        "bias": [round(float(one), 4) for one in model.bias],
        "steps": [float(f"{one:.5g}") for one in model.steps],
        "heads": {
            name: {
                "labels": list(head.labels),
                "first": head.first,
                "alone": head.alone,
                "scale": round(head.scale, 4),
                "shift": round(head.shift, 4),
            }
            for name, head in model.heads.items()
        },
    }
    (folder / "model.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    (folder / "features.txt").write_text("\n".join(model.lines()) + "\n", "utf-8")
    np.save(folder / "rarity.npy", model.rarity, allow_pickle=False)
    np.save(folder / "weights.npy", model.weights, allow_pickle=False)

"""Keeps a model as plain arrays and text, never as code that runs when it is loaded. Keeps words, but no sentences."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np

from bot.thai.model import Model
from handlers.data import DataFault

FILES = frozenset({"model.json", "features.txt", "rarity.npy", "weights.npy"})


def check_place(folder: Path) -> None:
    """Raises DataFault when a model must not or cannot be kept there. Asked before the learning begins."""
    place = folder.resolve()
    strange = sorted({path.name for path in place.iterdir()} - FILES) if place.is_dir() else []
    if strange or place.is_file():
        raise DataFault(
            f"{folder} is no folder of a model ({', '.join(strange[:3])}): choose an empty or a new one"
        )
    above = next(parent for parent in place.parents if parent.exists())
    if not os.access(above, os.W_OK):
        raise DataFault(f"{above} cannot be written to")


def save(model: Model, folder: Path) -> None:
    """The old model gives way when the new one is complete; a running bot keeps the files that it has open.

    Killed between the two renames, the old one is left beside it under a name that begins with a dot.
    """
    place = folder.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        _write(model, fresh)
        fresh.chmod(0o755)
        if place.exists():
            last = fresh.with_name(fresh.name + "-last")
            place.rename(last)
            fresh.rename(place)
            shutil.rmtree(last, ignore_errors=True)
        else:
            fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


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

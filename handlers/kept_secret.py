"""A secret for those who set none: made once, kept in a file that only its owner can read. Reads no setting."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """Made on the first call; whoever else starts at the same moment gets the same one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()

"""Where things stand: the checkout, its environment, and the folder of this installation."""

import hashlib
import os
import secrets
import sys
import tempfile
from pathlib import Path

from stack.say import Trouble

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
PYTHON = VENV / "bin" / "python"
SYSTEM_PYTHON = Path(sys.executable)
# What is fetched for the machine, not for one installation, is shared by all that run from this checkout.
SYSTEM = ROOT / "var" / "sys"
# A unix socket's whole path must fit in the kernel's 108 bytes; PostgreSQL adds a name of 16.
_LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


def var_folder() -> Path:
    """The folder of this installation's data: HALFDAY_VAR, or var/ in the checkout."""
    return Path(os.environ.get("HALFDAY_VAR") or ROOT / "var").absolute()


def make_writable(folder: Path) -> Path:
    """Makes a folder and proves that it can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise Trouble(
            f"The folder {folder} cannot be written ({problem.strerror}); make it yours, "
            "or name another with HALFDAY_VAR=/some/folder."
        ) from None
    return folder


def short_folder(wanted: Path) -> Path:
    """The folder for sockets: the wanted one, or a short one in the system's temporary folder."""
    if len(os.fsencode(wanted)) <= _LONGEST_FOLDER:
        return wanted
    return Path("/tmp") / f"halfday-{os.geteuid()}-{digest(str(wanted).encode())[:8]}"  # noqa: S108 - its owner is checked


def digest(*parts: bytes) -> str:
    """A name for these bytes."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def secret_key(var: Path) -> str:
    """This installation's key for signing sessions, made on first use."""
    file = var / "secret-key"
    if not file.exists():
        half = var / f"secret-key.{os.getpid()}"
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(48))
        half.rename(file)
    return file.read_text().strip()

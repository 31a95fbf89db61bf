"""What the operating system must bring: installed by root, fetched into var/sys by anybody else, or named."""

import ctypes
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from stack import places
from stack.children import call
from stack.say import Trouble, step

_UNPACKED = places.SYSTEM / "root"
_BIN = places.SYSTEM / "bin"
_WHEELS = "usr/share/python-wheels"
_LOG = places.ROOT / "var" / "log" / "setup.log"


@dataclass(frozen=True)
class Need:
    """Something of the system's that we cannot do without, and the Debian packages that bring it."""

    what: str
    packages: tuple[str, ...]
    present: Callable[[], bool]

    def meet(self) -> None:
        """Makes sure that it is there, or says in one sentence what to install."""
        if self.present():
            return
        if not shutil.which("apt-get"):
            raise self._trouble()
        with step(f"Fetching {self.what}"):
            try:
                (_install if os.geteuid() == 0 else _unpack)(self.packages)
            except Trouble as problem:
                raise self._trouble(f" ({str(problem).splitlines()[0]})") from None
        if not self.present():
            raise self._trouble()

    def _trouble(self, why: str = "") -> Trouble:
        return Trouble(
            f"Halfday needs {self.what}, which could not be fetched here{why}; as root, run: "
            f"apt-get install -y --no-install-recommends {' '.join(self.packages)}"
        )


def pip_command() -> list[str | Path]:
    """A pip to begin with: the system's own, or the one in Debian's wheel."""
    import_pip = subprocess.run([places.SYSTEM_PYTHON, "-c", "import pip"], capture_output=True, check=False)
    if import_pip.returncode == 0:
        return [places.SYSTEM_PYTHON, "-m", "pip"]
    wheels = [wheel for base in (Path("/"), _UNPACKED) for wheel in sorted((base / _WHEELS).glob("pip-*.whl"))]
    return [places.SYSTEM_PYTHON, wheels[-1] / "pip"] if wheels else []


def system_environment() -> dict[str, str]:
    """What leads programs to the tree that was unpacked without root; empty where nothing was."""
    if not _UNPACKED.exists():
        return {}
    folders = [str(folder) for folder in _library_folders()]
    return {
        "LD_LIBRARY_PATH": os.pathsep.join([*folders, *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]),
        "FONTCONFIG_FILE": str(_write_font_settings()),
        "PATH": os.pathsep.join([os.environ.get("PATH", os.defpath), str(_BIN)]),
    }


def _library_folders() -> list[Path]:
    machine = sysconfig.get_config_var("MULTIARCH") or ""
    ours = _UNPACKED / "usr" / "lib"
    # Chromium's sound library keeps a part of itself in a folder of its own.
    return [ours / machine, ours / machine / "pulseaudio", ours / "chromium", _UNPACKED / "lib" / machine]


def _write_font_settings() -> Path:
    file = places.SYSTEM / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"<dir>{_UNPACKED}/usr/share/fonts</dir>\n<dir>/usr/share/fonts</dir>\n"
        f"<cachedir>{places.SYSTEM}/font-cache</cachedir>\n"
        f'<include ignore_missing="yes">{_UNPACKED}/etc/fonts/conf.d</include>\n</fontconfig>\n'
    )
    return file


def _has_libraries(*names: str) -> bool:
    return all(any((folder / name).exists() for folder in _library_folders()) or _loads(name) for name in names)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _install(packages: tuple[str, ...]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "-q", "update"], env=env, log=_LOG, what="apt-get update")
    call(
        ["apt-get", "-q", "install", "-y", "--no-install-recommends", *packages],
        env=env,
        log=_LOG,
        what="apt-get install",
    )


def _unpack(packages: tuple[str, ...]) -> None:
    """Downloads packages with a private apt, and unpacks them beside our own files."""
    apt = places.SYSTEM / "apt"
    for folder in (apt / "lists" / "partial", apt / "cache" / "archives" / "partial", _UNPACKED, _BIN):
        folder.mkdir(parents=True, exist_ok=True)
    options = [f"Dir::State={apt}", "Dir::State::status=/var/lib/dpkg/status", f"Dir::Cache={apt}/cache"]
    options += ["Debug::NoLocking=1", "APT::Sandbox::User="]
    command = ["apt-get", "-q", *(word for option in options for word in ("-o", option))]
    call([*command, "update"], env=os.environ, log=_LOG, what="apt-get update")
    shutil.rmtree(apt / "cache" / "archives")
    (apt / "cache" / "archives" / "partial").mkdir(parents=True)
    call(
        [*command, "install", "-y", "--no-install-recommends", "--download-only", *packages],
        env=os.environ,
        log=_LOG,
        what="apt-get install --download-only",
    )
    for package in sorted((apt / "cache" / "archives").glob("*.deb")):
        call(["dpkg-deb", "-x", package, _UNPACKED], env=os.environ, log=_LOG, what=f"Unpacking {package.name}")
    shutil.rmtree(apt / "cache")
    _write_chromium_starter()


def _write_chromium_starter() -> None:
    program = _UNPACKED / "usr" / "lib" / "chromium" / "chromium"
    if program.exists():
        starter = _BIN / "chromium"
        starter.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n')
        starter.chmod(0o755)


PIP = Need("pip (to fetch the Python packages)", ("python3-pip-whl", "ca-certificates"), lambda: bool(pip_command()))
PANGO = Need(
    "Pango (to set letters)",
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation"),
    lambda: _has_libraries("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
CHROMIUM = Need(
    "Chromium (for the tests in the browser)",
    ("chromium",),
    lambda: bool(shutil.which("chromium") or (_BIN / "chromium").exists()),
)

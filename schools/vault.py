"""The vault: bytes in, their SHA-256 out. A file is written before the row that names it.

A file never changes, so writing the same bytes twice is writing them once.
"""

import hashlib
import os
import secrets
from pathlib import Path


class Missing(FileNotFoundError):
    """The vault holds no such document, or not the bytes that were put in."""


class Vault:
    """A folder of documents, each named by its own fingerprint."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hex; on return they are on the disk."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path_of(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.parent / f".{sha256}.{secrets.token_hex(4)}"
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Give the bytes back, or raise `Missing` when they are gone or have been altered."""
        try:
            content = self.path_of(sha256).read_bytes()
        except FileNotFoundError:
            raise Missing(f"The vault holds no document {sha256}.") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Missing(f"The document {sha256} is not as it was put into the vault.")
        return content

    def path_of(self, sha256: str) -> Path:
        """Where a document lies, in folders of its first two characters."""
        return self.root / sha256[:2] / sha256

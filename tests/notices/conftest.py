"""What the tests of letters and money share."""

from pathlib import Path

import pytest

from notices.delivery.print_room import PrintRoom
from schools.vault import Vault
from tests.notices.papers import PostRoom


@pytest.fixture
def post(tmp_path: Path) -> PostRoom:
    """A vault and a print room of this test's own."""
    return PostRoom(Vault(tmp_path / "vault"), PrintRoom(tmp_path / "print-room"))

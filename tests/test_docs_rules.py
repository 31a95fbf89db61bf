"""What the manual takes from the code says what the code says; `python -m tests.manual` writes it anew."""

import pytest

from tests.manual import drawing
from tests.manual.blocks import BLOCKS, DRAWINGS, written


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_the_manual_says_what_the_code_says(name):
    assert written(name) == BLOCKS[name][1]()


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_the_manual_draws_what_the_code_does(name):
    assert DRAWINGS[name].read_text(encoding="utf-8") == drawing.draw(name)

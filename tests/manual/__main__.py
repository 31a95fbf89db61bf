"""python -m tests.manual: writes anew what the manual takes from the code."""

from tests.manual.blocks import BLOCKS, write

for name in BLOCKS:
    write(name)

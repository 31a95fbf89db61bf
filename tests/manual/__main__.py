"""python -m tests.manual: writes anew what the manual takes from the code."""

import os

import django

# The machines are models, which ask for settings; nothing is asked of a server.
NOWHERE = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DATABASE_URL": "postgresql:///not-asked",
    "REDIS_URL": "unix:///not-asked",
    "SECRET_KEY": "for a manual that signs nothing at all, ever",
}


def main() -> None:
    """Write every block, then every drawing."""
    os.environ.update({name: os.environ.get(name, value) for name, value in NOWHERE.items()})
    django.setup()
    from tests.manual.blocks import BLOCKS, DRAWINGS, draw, write

    for name in BLOCKS:
        write(name)
    for name in DRAWINGS:
        draw(name)


if __name__ == "__main__":
    main()

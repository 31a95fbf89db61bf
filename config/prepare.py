"""python -m config.prepare: brings the database and the static files up to date, and fills a practice installation.

Progress goes to standard error; what `practice load` says of the sign-ins is all that comes on standard output.
"""

import hashlib
import os

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def prepare() -> None:
    """Does everything that must be done before web, worker and beat start; every part may run again."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    collect_static()
    if settings.PRACTICE:
        call_command("practice", "load", settings.PRACTICE)


def collect_static() -> None:
    """Gathers and compresses styles and scripts, unless the very same ones are there."""
    stamp, wanted = settings.STATIC_ROOT / ".collected", _static_digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted)


def _static_digest() -> str:
    told = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([".*"]), key=lambda found: found[0]):
            with storage.open(path) as file:
                told.update(path.encode() + b"\0" + file.read() + b"\0")
    return told.hexdigest()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    prepare()

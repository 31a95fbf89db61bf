"""python -m config.prepare: brings the database and the static files up to date, and fills a practice installation.

Progress goes to standard error; what `practice load` says of the sign-ins is all that comes on standard output.
"""

import os

import django
from django.conf import settings
from django.core.management import call_command


def prepare() -> None:
    """Does everything that must be done before web, worker and beat start; every part may run again."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.PRACTICE:
        call_command("practice", "load", settings.PRACTICE)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    prepare()

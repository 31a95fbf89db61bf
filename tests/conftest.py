"""What every test may ask for: a database, a worker, a site and a browser."""

import os

import django

from tests.servers import collect_static, start_servers

# The settings read the environment when they are first imported, so the servers come before Django.
FIRST = "HALFDAY_TEST_SERVERS" not in os.environ
if FIRST:
    start_servers()
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
if FIRST:
    collect_static()

pytest_plugins = ["tests.databases", "tests.workers", "tests.browsers"]

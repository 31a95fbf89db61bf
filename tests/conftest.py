"""What every test may ask for: a database, a worker, a site and a browser."""

import os

import django
import pytest
from django.conf import settings

from tests.servers import collect_static, start_servers

# The settings read the environment when they are first imported, so the servers come before Django.
FIRST = "HALFDAY_TEST_SERVERS" not in os.environ
if FIRST:
    start_servers()
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
# Passwords are made slow to guess, and hundreds of tests make one.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if FIRST:
    collect_static()

pytest_plugins = ["tests.databases", "tests.workers", "tests.browsers"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails a run in which any test was skipped: what could not be tried was not shown to work."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names what was skipped."""
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"SKIPPED, which fails the run: {report.nodeid} {report.longrepr}", red=True)

"""The suite's own PostgreSQL and Valkey, apart from those of a running installation."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from stack import places
from stack.children import Child, stop_all
from stack.servers import find_servers


def start_servers() -> list[Child]:
    """Starts servers in a new folder and points the environment at them; xdist's workers inherit both."""
    folder = Path(tempfile.mkdtemp(prefix="halfday-test-"))
    # The servers' own user must pass through when root runs the suite.
    folder.chmod(0o755)
    servers = find_servers(folder, postgres="DATABASE_URL" not in os.environ, valkey_too="REDIS_URL" not in os.environ)
    (folder / "log").mkdir()
    out = os.open(folder / "log" / "halfday.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    children = servers.start(postgres_out=out, valkey_out=out, durable=False)
    os.close(out)
    atexit.register(_clear_away, children, [folder, servers.home, servers.sockets])
    os.environ.update(servers.addresses)
    os.environ.update(
        HALFDAY_VAR=str(folder),
        SECRET_KEY=places.secret_key(folder),
        HTTPS="false",
        HALFDAY_TEST_SERVERS=str(folder),
        # Playwright's loop runs in the thread that asks the database; nothing of ours is asynchronous.
        DJANGO_ALLOW_ASYNC_UNSAFE="true",
    )
    return children


def collect_static() -> None:
    """Gathers styles and scripts where pages look for them, without compressing each one."""
    plain = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES["staticfiles"]["BACKEND"] = plain
    call_command("collectstatic", verbosity=0, interactive=False)


def _clear_away(children: list[Child], folders: list[Path]) -> None:
    stop_all(children, seconds=5)
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)

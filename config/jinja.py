"""The Jinja environment that renders our pages."""

from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse


def environment(**options: Any) -> jinja2.Environment:
    """Makes the environment; a name that a view forgot stops the page."""
    env = jinja2.Environment(**options | {"undefined": jinja2.StrictUndefined})
    env.globals.update(static=static, url=reverse)
    return env

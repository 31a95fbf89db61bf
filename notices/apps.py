"""The notices app."""

from django.apps import AppConfig
from django.core import checks

from notices.documents.checks import press_is_ready


class NoticesConfig(AppConfig):
    """Registers the app under its plain name."""

    name = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the start say what keeps papers from being made."""
        checks.register(press_is_ready)

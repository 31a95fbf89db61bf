"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers the app under its plain name."""

    name = "notices"
    default_auto_field = "django.db.models.BigAutoField"

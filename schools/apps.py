"""The schools app."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Registers the app under its plain name."""

    name = "schools"
    default_auto_field = "django.db.models.BigAutoField"

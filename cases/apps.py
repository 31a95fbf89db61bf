"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the app under its plain name."""

    name = "cases"
    default_auto_field = "django.db.models.BigAutoField"

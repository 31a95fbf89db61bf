"""Addresses whose words belong to schools."""

from django.urls import URLPattern, URLResolver

app_name = "schools"

urlpatterns: list[URLPattern | URLResolver] = []

"""The addresses of the whole house: each app's own, side by side."""

from django.urls import include, path

urlpatterns = [
    path("", include("notices.urls")),
    path("", include("cases.urls")),
    path("", include("schools.urls")),
]

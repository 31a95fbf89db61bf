"""Addresses whose words belong to notices."""

from django.urls import URLPattern, URLResolver, path

from notices.views import case

app_name = "notices"

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<str:reference>/", case.case, name="case"),
    path("cases/<str:reference>/attendance/", case.attendance, name="case_attendance"),
    path("cases/<str:reference>/people/", case.people, name="case_people"),
    path("cases/<str:reference>/letters/", case.letters, name="case_letters"),
    path("cases/<str:reference>/deadlines/", case.deadlines, name="case_deadlines"),
    path("cases/<str:reference>/history/", case.history, name="case_history"),
]

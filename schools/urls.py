"""Addresses whose words belong to schools."""

from django.urls import URLPattern, URLResolver, path

from schools.views import account

app_name = "schools"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", account.SignIn.as_view(), name="sign_in"),
    path("sign-in/help/", account.cannot_sign_in, name="cannot_sign_in"),
    path("sign-out/", account.SignOut.as_view(), name="sign_out"),
    path("role/", account.choose_role, name="choose_role"),
]

"""Addresses whose words belong to cases."""

from django.urls import URLPattern, URLResolver, path

from cases.views import attention, registers

app_name = "cases"

urlpatterns: list[URLPattern | URLResolver] = [
    path("registers/", registers.registers, name="registers"),
    path("registers/<int:number>/", registers.register, name="register"),
    path("registers/<int:number>/commit/", registers.commit, name="commit_register"),
    path("registers/<int:number>/undo/", registers.undo, name="undo_register"),
    path("attention/", attention.attention, name="attention"),
]

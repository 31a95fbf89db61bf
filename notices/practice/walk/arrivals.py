"""Reads the files of a day through the importers that every user has."""

from cases.services.certificates import void_changed_certificates
from notices.practice.files.shapes import File, Kind
from notices.practice.walk import setting
from notices.practice.walk.directory import Directory
from schools.services.imports.people import import_people
from schools.services.imports.register import import_register
from schools.services.imports.results import ImportResult


class Faulty(Exception):
    """A file of the practice authority that an importer refused: a bug of ours, never to be passed over."""


def read(file: File, told: Directory) -> bool:
    """Import a file; give back whether the review has something to look at."""
    clerk = told.person("clerk")
    if file.kind is Kind.PEOPLE:
        _require_sound(file, import_people(file.content, file_name=file.name, by=clerk, on=file.on))
        setting.staff_schools(told.authority)
        told.forget()
        return False
    result = import_register(file.content, file_name=file.name, by=clerk, on=file.on)
    _require_sound(file, result)
    if file.kind is Kind.CORRECTION:
        void_changed_certificates(result.touched, by=clerk, on=file.on)
    return True


def _require_sound(file: File, result: ImportResult) -> None:
    if result.faults:
        first = result.faults[0]
        raise Faulty(f"{file.name}, line {first.line}: {first.problem} ({len(result.faults)} faults)")

"""Reads the files of a day through the importers that every user has."""

from cases.services.imports import import_register
from notices.practice import calendar
from notices.practice.files.shapes import File, Kind
from notices.practice.walk import setting
from notices.practice.walk.directory import Directory
from schools.services.imports import register
from schools.services.imports.people import import_people
from schools.services.imports.results import ImportResult


class Faulty(Exception):
    """A file of the practice authority that an importer refused: a bug of ours, never to be passed over."""


def read(file: File, told: Directory) -> None:
    """Import a file; the review follows a register at once."""
    clerk = told.person("clerk")
    if file.kind is Kind.PEOPLE:
        _require_sound(file, import_people(file.content, file_name=file.name, by=clerk, on=file.on))
        setting.staff_schools(told.authority)
        told.forget()
        return
    # The council began with the registers of a year that was nearly over, and reviewed them when they were all there.
    read_one = import_register if file.on >= calendar.CARRIED_OVER_ON else register.import_register
    _require_sound(file, read_one(file.content, file_name=file.name, by=clerk, on=file.on))


def _require_sound(file: File, result: ImportResult) -> None:
    if result.faults:
        first = result.faults[0]
        raise Faulty(f"{file.name}, line {first.line}: {first.problem} ({len(result.faults)} faults)")

"""`manage.py explain`: the law's arithmetic for given facts, without a case and without a database."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandParser

from cases.rules.policy import PeriodUnit
from cases.stages import NoticeType
from notices.explain import dates, register, values
from notices.explain.answers import Answer, Contradiction, Faulty, at_fault
from notices.explain.files import read_calendar, read_marks
from notices.explain.notice import NoticeAsked, explain_notice
from notices.tariff.ordinal import Earlier
from schools.absence.definitions import Basis
from schools.clock import today
from schools.working_days import Method, OutOfRange

USAGE = 2
T = TypeVar("T")

KEYS: dict[str, dict[str, Any]] = {
    "threshold": dict.fromkeys(("met", "sessions", "window", "school_weeks", "hold", "hold_reason")),
    "warning": {"ends_on": None, "school_days": None, "bars": []},
    "absence": dict.fromkeys(("possible", "attended", "authorised", "unauthorised", "percent", "persistent", "severe")),
    "n-code": {"resolve_by": None},
}


def typed(read: Callable[[str], T]) -> Callable[[str], T]:
    """Let argparse show the sentence of a reader that refuses a value."""

    def reader(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


DAY, COUNT = typed(values.read_day), typed(values.read_count)


class AddEarlier(argparse.Action):
    """Keep an earlier notice by its day of issue; its offence may follow."""

    def __call__(self, parser: Any, namespace: Any, value: Any, option_string: str | None = None) -> None:
        """Add one, withdrawn or not."""
        withdrawn = option_string == "--earlier-withdrawn"
        namespace.earlier = [*(namespace.earlier or []), {"issued": value, "offence": None, "withdrawn": withdrawn}]


class AddOffence(argparse.Action):
    """Give the nearest `--earlier` on the left the last day of its offence."""

    def __call__(self, parser: Any, namespace: Any, value: Any, option_string: str | None = None) -> None:
        """Set it once."""
        standing = [each for each in namespace.earlier or [] if not each["withdrawn"]]
        if not standing or standing[-1]["offence"] is not None:
            parser.error("--earlier-offence follows the --earlier it belongs to, once.")
        standing[-1]["offence"] = value


class Command(BaseCommand):
    """Explain a notice, a time limit, a posting, a warning, an age, a code, an N, a threshold or an absence."""

    help = "The law's arithmetic for given facts, without a case."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Make a parser that takes no shortened options."""
        return super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Name what can be explained."""
        kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")

        def kind(name: str, **options: Any) -> CommandParser:
            made: CommandParser = kinds.add_parser(
                name, called_from_command_line=parser.called_from_command_line, allow_abbrev=False, **options
            )
            made.add_argument("--json", action="store_true", help="print one JSON document")
            return made

        self._add_notice(kind("notice", help="regime, sums, dates and standing of a penalty notice"))
        self._add_single_dates(kind)
        self._add_registers(kind)

    def _add_notice(self, notice: CommandParser) -> None:
        for name in ("--offence-from", "--offence-to", "--issued-on"):
            notice.add_argument(name, type=DAY, required=True, metavar="D")
        for name in ("--posted-on", "--delivered-on", "--returned-on", "--first-absence", "--last-absence", "--on"):
            notice.add_argument(name, type=DAY, metavar="D")
        notice.add_argument("--served-by", type=Method, choices=list(Method), required=True)
        notice.add_argument("--type", type=NoticeType, choices=list(NoticeType), default=NoticeType.S444A)
        for name in ("--earlier", "--earlier-withdrawn"):
            notice.add_argument(name, dest="earlier", type=DAY, action=AddEarlier, metavar="D")
        notice.add_argument("--earlier-offence", type=DAY, action=AddOffence, metavar="D")
        notice.add_argument("--paid", type=typed(values.read_payment), action="append", metavar="AMOUNT@D")

    def _add_single_dates(self, kind: Callable[..., CommandParser]) -> None:
        posting = kind("posting", help="the day on which a posted paper counts as received")
        posting.add_argument("--posted-on", type=DAY, required=True, metavar="D")
        posting.add_argument("--served-by", type=Method, choices=list(Method), required=True)
        limit = kind("time-limit", help="the safe and the hard date of a period")
        for name in ("--first", "--last"):
            limit.add_argument(name, type=DAY, required=True, metavar="D")
        limit.add_argument("--issued-at", type=typed(values.read_day_of_moment), metavar="DATETIME")
        age = kind("age", help="whether a child is of compulsory school age")
        for name in ("--born", "--on"):
            age.add_argument(name, type=DAY, required=True, metavar="D")
        code = kind("code", help="what a register code means on a day")
        code.add_argument("code")
        code.add_argument("--on", type=DAY, required=True, metavar="D")

    def _add_registers(self, kind: Callable[..., CommandParser]) -> None:
        warning = kind("warning", help="when a warning or notice to improve ends")
        warning.add_argument("--served-on", type=DAY, required=True, metavar="D")
        length = warning.add_mutually_exclusive_group(required=True)
        length.add_argument("--school-days", type=COUNT, metavar="N")
        length.add_argument("--school-weeks", type=COUNT, metavar="N")
        n_code = kind("n-code", help="by when an N is resolved")
        n_code.add_argument("--recorded-on", type=DAY, required=True, metavar="D")
        threshold = kind("threshold", help="unauthorised sessions in a run of school weeks")
        threshold.add_argument("--on", type=DAY, metavar="D")
        threshold.add_argument("--sessions", type=COUNT, default=10)
        threshold.add_argument("--weeks", type=COUNT, default=10)
        absence = kind("absence", help="absence in a school year, by that year's definitions")
        absence.add_argument("--year", type=typed(values.read_school_year), metavar="2008/09")
        absence.add_argument("--basis", type=Basis, choices=list(Basis))
        absence.add_argument("--born", type=DAY, metavar="D")
        for each in (warning, n_code, threshold, absence):
            each.add_argument("--calendar", type=Path, required=True, metavar="FILE")
        for each in (threshold, absence):
            each.add_argument("--marks", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, what: str, json: bool, **options: Any) -> None:
        """Answer, print it, and end with the status the answer has."""
        try:
            answer = EXPLAINERS[what](options)
        except Faulty as faulty:
            answer = at_fault(KEYS[what], faulty.faults)
        except (Contradiction, OutOfRange, OSError) as error:
            self.stderr.write(f"{error}")
            sys.exit(USAGE)
        self.stdout.write(_as_json(answer) if json else _as_text(answer))
        if answer.status:
            sys.exit(answer.status)


def _notice(options: dict[str, Any]) -> Answer:
    earlier = tuple(
        Earlier(
            issued_on=each["issued"],
            offence_until=each["offence"] or each["issued"],
            withdrawn=each["withdrawn"],
        )
        for each in options["earlier"] or ()
    )
    asked = {name: options[name] for name in NoticeAsked.__dataclass_fields__ if name in options}
    on: date = options["on"] or today()
    return explain_notice(NoticeAsked(**{**asked, "earlier": earlier, "paid": tuple(options["paid"] or ()), "on": on}))


def _warning(options: dict[str, Any]) -> Answer:
    days = options["school_days"]
    return dates.explain_warning(
        _calendar(options),
        served_on=options["served_on"],
        length=days or options["school_weeks"],
        unit=PeriodUnit.SCHOOL_DAYS if days else PeriodUnit.SCHOOL_WEEKS,
    )


def _threshold(options: dict[str, Any]) -> Answer:
    return register.explain_threshold(
        read_marks(options["marks"].read_bytes(), until=options["on"]),
        _calendar(options),
        sessions=options["sessions"],
        weeks=options["weeks"],
        on=options["on"],
    )


def _absence(options: dict[str, Any]) -> Answer:
    marks = read_marks(options["marks"].read_bytes())
    chosen = {name: options[name] for name in ("year", "basis", "born")}
    return register.explain_absence(marks, _calendar(options), **chosen)


def _calendar(options: dict[str, Any]) -> Any:
    return read_calendar(options["calendar"].read_bytes())


EXPLAINERS: dict[str, Callable[[dict[str, Any]], Answer]] = {
    "notice": _notice,
    "posting": lambda o: dates.explain_posting(posted_on=o["posted_on"], served_by=o["served_by"]),
    "time-limit": lambda o: dates.explain_time_limit(first=o["first"], last=o["last"], issued_on=o["issued_at"]),
    "age": lambda o: dates.explain_age(born=o["born"], on=o["on"]),
    "code": lambda o: register.explain_code(o["code"], on=o["on"]),
    "warning": _warning,
    "n-code": lambda o: dates.explain_n_code(_calendar(o), recorded_on=o["recorded_on"]),
    "threshold": _threshold,
    "absence": _absence,
}


def _as_json(answer: Answer) -> str:
    return json.dumps(answer.document(), ensure_ascii=False, indent=2)


def _as_text(answer: Answer) -> str:
    lines = [f"{number}. {step}" for number, step in enumerate(answer.steps, start=1)]
    lines += [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in answer.values.items()]
    lines += [f"line {fault.line}: {fault.problem} {fault.remedy}" for fault in answer.faults]
    lines += [f"[{citation.confidence}] {citation.text}" for citation in answer.citations]
    return "\n".join(lines)

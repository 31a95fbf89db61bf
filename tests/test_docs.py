"""The manual has a line for each stage, letter, deadline, setting, command and rule, and its samples can be read."""

import re
from pathlib import Path

import pytest

from cases.deadlines import LABELS, DeadlineKind
from cases.stages import Stage
from notices.letters.kinds import KINDS
from notices.practice import world
from schools.readers.people import KINDS as PEOPLE_KINDS
from schools.readers.people import read_people
from schools.readers.register import read_register
from tests.manual import rulebook

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
# Settings of the tools, not of an installation.
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def commands():
    """The management commands of every app, by name."""
    return sorted(
        path.stem
        for app in ("schools", "cases", "notices")
        for path in (ROOT / app).glob("management/commands/[!_]*.py")
    )


def settings():
    """The environment variables that the settings read."""
    text = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    return sorted(set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text)) - NOT_OURS)


def samples(name):
    """The fenced samples of a page that are tables with this heading."""
    return [text.strip() for text in re.findall(r"```\n(.*?)```", page(name), re.DOTALL)]


@pytest.mark.parametrize("rule", sorted({rule.code for rule in rulebook.rules()}))
def test_each_rule_has_a_line(rule):
    assert f"| `{rule}` |" in page("rules.md")


@pytest.mark.parametrize("stage", list(Stage))
def test_each_stage_has_a_line(stage):
    assert stage.label.lower() in page("lifecycle.md").lower()


@pytest.mark.parametrize("kind", list(DeadlineKind))
def test_each_deadline_has_a_line(kind):
    assert f"| `{kind.value}` | {LABELS[kind]} |" in page("deadlines.md")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_letter_has_a_line(kind):
    assert f"| `{kind}` | {KINDS[kind].title} |" in page("letters.md")


@pytest.mark.parametrize("setting", settings())
def test_each_setting_has_a_line(setting):
    assert f"| `{setting}` |" in page("operations.md")


@pytest.mark.parametrize("command", commands())
def test_each_command_has_a_line(command):
    assert f"| `manage.py {command}" in page("operations.md")


def test_the_register_samples_can_be_read():
    long, wide = (text for text in samples("registers.md") if text.startswith("upn,"))
    assert len(read_register(long.encode()).lines) == 3
    assert len(read_register(wide.encode()).sessions) == 3


@pytest.mark.parametrize("name", ["register-may.csv", "register-june.csv"])
def test_a_sample_register_is_of_a_child_of_the_practice_authority(name):
    lines = (DOCS / "samples" / name).read_text(encoding="utf-8").splitlines()
    read = read_register("\n".join(lines).encode())
    assert not read.faults
    (upn,) = read.upn_texts
    child = next(child for child in world.build().children if child.upn == upn)
    assert (child.forename, child.surname) == ("Milo", "Otterdale")


def test_one_sample_register_has_a_slip():
    mended = (DOCS / "samples" / "register-may.csv").read_text(encoding="utf-8").splitlines()
    slipped = (DOCS / "samples" / "register-with-a-slip.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line, other in zip(slipped, mended, strict=True) if line != other] == [
        next(line for line in mended if line.endswith(",O"))[:-1] + "0"
    ]


def test_the_people_sample_can_be_read():
    (text,) = (text for text in samples("registers.md") if text.startswith("kind,"))
    read = read_people(text.encode())
    assert not read.faults
    assert [row.kind for row in read.rows] == list(PEOPLE_KINDS)
    assert not read.ignored


@pytest.mark.parametrize(
    "name", sorted(str(path.relative_to(ROOT)) for path in [*DOCS.rglob("*.md"), ROOT / "README.md"])
)
def test_each_link_leads_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target, anchor in LINK.findall(text):
        file = (ROOT / name).parent / target if target else ROOT / name
        assert file.exists(), f"{name} links to {target}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}, target

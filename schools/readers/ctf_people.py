"""Pupils and their contacts from a Common Transfer File, as the columns of a people file."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import numpy as np
import polars as pl

from schools.readers.ctf import read_ctf
from schools.readers.tables import Part, Table
from schools.readers.xml import text_of

SOURCE = "ctf"
ADDRESS = ("address1", "address2", "address3", "address4", "town", "postcode")
COLUMNS = (
    "kind",
    "urn",
    *("upn", "forename", "surname", "born", "sex", "status", "year_group", "sen", "fsm", "ethnicity", "care_status"),
    *("parent_ref", "title", *ADDRESS, "email", "phone", "source"),
    *("relationship", "lives_with", "parental_responsibility"),
)
# The provisions of every edition of the code of practice: none; action, action plus, support; statement, plan.
SEN = {"N": "none", "A": "support", "P": "support", "K": "support", "S": "plan", "E": "plan"}
YES_NO = {"true": "yes", "1": "yes", "false": "no", "0": "no"}

Cells = dict[str, str]


def people_table(raw: bytes, *, urn: str = "") -> Table:
    """Return the pupils, contacts and what each is to each, as a table of kinds; raises `Unreadable`.

    The file names its school by local authority and establishment number, so the URN is the caller's. A contact's
    `parent_ref` is the pupil's UPN and the contact's order: a CTF has no key for a person.
    """
    tree = read_ctf(raw)
    rows: list[Cells] = []
    lines: list[int] = []
    contacts = {id(element): line for line, element in tree.all("Contact")}
    for line, pupil in tree.all("Pupil"):
        rows.append(_pupil(pupil) | {"urn": urn})
        lines.append(line)
        for place, contact in enumerate(pupil.iterfind("Contacts/Contact"), start=1):
            for cells in _contact(contact, pupil, place):
                rows.append(cells)
                lines.append(contacts[id(contact)])
    frame = pl.DataFrame(
        {name: [row.get(name, "") for row in rows] for name in COLUMNS}, schema=dict.fromkeys(COLUMNS, pl.String)
    )
    return Table(COLUMNS, iter([Part(frame, np.array(lines, dtype=np.int32))]))


def _pupil(pupil: Element) -> Cells:
    return {
        "kind": "pupil",
        "upn": text_of(pupil, "UPN"),
        "forename": text_of(pupil, "Forename"),
        "surname": text_of(pupil, "Surname"),
        "born": text_of(pupil, "DOB"),
        "sex": text_of(pupil, "Sex") or text_of(pupil, "Gender"),
        "status": _one_of("CMSG", text_of(pupil, "BasicDetails/EnrolStatus")),
        "year_group": text_of(pupil, "BasicDetails/NCyearActual"),
        "ethnicity": text_of(pupil, "BasicDetails/Ethnicity"),
        "sen": _sen(pupil),
        "fsm": _free_meals(pupil),
        "care_status": "looked after" if _yes_no(pupil, "LookedAfter/InCare") == "yes" else "",
    }


def _contact(contact: Element, pupil: Element, place: int) -> Iterator[Cells]:
    upn = text_of(pupil, "UPN")
    reference = f"{upn}/{text_of(contact, 'Order') or place}"
    with_pupil = _yes_no(contact, "Address/AddressAsPupil")
    address = pupil.find("Address") if with_pupil == "yes" else contact.find("Address")
    yield {
        "kind": "parent",
        "parent_ref": reference,
        "source": SOURCE,
        "title": text_of(contact, "Title"),
        "forename": text_of(contact, "Forename"),
        "surname": text_of(contact, "Surname"),
        "email": text_of(contact, "Email"),
        "phone": text_of(contact, "Phones/Phone/PhoneNo"),
    } | _address(address)
    yield {
        "kind": "responsibility",
        "parent_ref": reference,
        "source": SOURCE,
        "upn": upn,
        "relationship": text_of(contact, "Relationship"),
        "lives_with": "yes" if with_pupil == "yes" else "",
        # Responsibility says whether the contact has parental responsibility; silence is not no.
        "parental_responsibility": _yes_no(contact, "Responsibility"),
    }


def _address(address: Element | None) -> Cells:
    lines = [text_of(address, f"AddressLines/AddressLine{number}") for number in range(1, 6)]
    town = ""
    if not any(lines):
        flat, house, street, locality, town = (
            text_of(address, f"BS7666Address/{part}") for part in ("SAON", "PAON", "Street", "Locality", "Town")
        )
        town = text_of(address, "BS7666Address/PostTown") or town
        lines = [flat, f"{house} {street}".strip(), locality]
    kept = [line for line in lines if line]
    if not town and len(kept) > 1:
        town = kept.pop()
    return dict(zip(ADDRESS[:4], kept, strict=False)) | {"town": town, "postcode": text_of(address, "PostCode")}


def _one_of(known: str, text: str) -> str:
    """Return a status we keep; those of colleges and other providers say nothing here."""
    return text if len(text) == 1 and text in known else ""


def _sen(pupil: Element) -> str:
    rows = sorted(pupil.iterfind("SENhistory/SEN"), key=lambda row: text_of(row, "StartDate"))
    return SEN.get(text_of(rows[-1], "SENprovision").upper(), "") if rows else ""


def _free_meals(pupil: Element) -> str:
    spells = pupil.findall("FSMhistory/FSMinstance")
    return "yes" if any(not text_of(spell, "FSMendDate") for spell in spells) else ""


def _yes_no(element: Element, path: str) -> str:
    return YES_NO.get(text_of(element, path).lower(), "")

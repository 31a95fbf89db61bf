"""The papers of one invented prosecution: Mrs Pryce, ten half-days in March 2004, a notice that was not paid."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from cases.citations import Confidence
from notices.bundle import certificates, parts
from notices.bundle.parts import MarkKind
from notices.letters import rendering
from notices.letters.parts import Method
from notices.letters.sentences import Sentence
from tests.notices import letter_samples

DEEMED = Sentence(
    "the second working day after posting, unless the contrary is proved", "Interpretation Act 1978 s.7", Confidence.V
)
NON_PAYMENT = Sentence(
    "Regulation 4(2) of the Education (Penalty Notices) (England) Regulations 2004. Signed by an officer of the "
    "authority, it is evidence of what it says.",
    "SI 2004/181 reg 4(2)",
    Confidence.V,
)
SUPERVISION = Sentence("Section 447 of the Education Act 1996.", "Education Act 1996 s.447", Confidence.V)
CODE = Sentence("Code for Crown Prosecutors: both stages.", "Code for Crown Prosecutors", Confidence.M)
CHARGED = {(session.on, session.half): session.code for session in letter_samples.MARCH}
CODES = (("/", "present in the morning"), ("\\", "present in the afternoon"), ("O", "absent without permission"))


@cache
def stored(kind: str, title: str, dated: date) -> parts.Stored:
    document = rendering.render_letter(kind, letter_samples.EVERY_KIND[kind]())
    return parts.Stored(title=title, dated=dated, pdf=document.pdf, sha256=document.sha256)


def certificate(**changes: Any) -> certificates.Certificate:
    weeks = tuple(
        certificates.WeekCount(monday=monday, possible=10, attended=10 - missed, authorised=0, unauthorised=missed)
        for monday, missed in ((date(2004, 3, 8), 3), (date(2004, 3, 15), 4), (date(2004, 3, 22), 3))
    )
    usual: dict[str, Any] = {
        "reference": "P4H8D2NCT",
        "authority": letter_samples.COUNCIL.name,
        "school": letter_samples.SCHOOL.name,
        "head": letter_samples.HEAD,
        "pupil": "Jamie Pryce",
        "pupil_born": date(1991, 11, 20),
        "registered_from": date(2003, 9, 3),
        "registered_until": None,
        "first": date(2004, 3, 8),
        "last": date(2004, 3, 26),
        "weeks": weeks,
        "sessions": letter_samples.MARCH,
        "fixed_on": date(2004, 5, 13),
        "fixed_at": "10.42 am",
        "law": certificates.SECTION_566,
        "practice": letter_samples.PRACTICE,
    }
    return certificates.Certificate(**usual | changes)


@cache
def signed_certificate() -> parts.Stored:
    signed = certificates.sign(certificate(), by=letter_samples.HEAD, on=date(2004, 5, 13), at="11.05 am")
    document = certificates.render_certificate(signed)
    return parts.Stored(
        title="Certificate of attendance (section 566)",
        dated=date(2004, 5, 13),
        pdf=document.pdf,
        sha256=document.sha256,
    )


def week(monday: date) -> parts.Week:
    marks = [(monday + timedelta(day), half) for day in range(5) for half in ("AM", "PM")]
    return parts.Week(
        monday=monday,
        codes=tuple(CHARGED.get(mark, "/" if mark[1] == "AM" else "\\") for mark in marks),
        kinds=tuple(MarkKind.CHARGED if mark in CHARGED else MarkKind.HERE for mark in marks),
    )


def posting(posted: date, received: date) -> parts.Posting:
    return parts.Posting(
        method=Method.FIRST_CLASS,
        to=letter_samples.PRYCE.lines,
        why_this_address="Her usual place of residence, confirmed by the school on 26 February 2004",
        posted_on=posted,
        posted_at="4.40 pm",
        batch="print-room batch of that day, item 7 of 31",
        received_on=received,
        returned_on=None,
        looked_until=date(2004, 5, 14),
        by="Doreen Falk, clerk",
        law=DEEMED,
    )


def heading(**changes: Any) -> parts.Heading:
    usual: dict[str, Any] = {
        "reference": "B7Q2M4KXE",
        "version": 1,
        "case": "P4H8D2NCT",
        "prosecutor": letter_samples.COUNCIL.name,
        "defendant": "Angela Pryce",
        "defendant_address": ("Flat 3", "14 Lantern Row", "Southampton SO98 4QT"),
        "child": "Jamie Pryce",
        "child_born": date(1991, 11, 20),
        "school": letter_samples.SCHOOL.name,
        "court": letter_samples.COURT.name,
        "offence": "Child not attending school regularly, section 444(1) of the Education Act 1996",
        "first": date(2004, 3, 8),
        "last": date(2004, 3, 23),
        "safe_until": date(2004, 9, 8),
        "made_on": date(2004, 5, 14),
        "made_by": "Nadia Frost",
        "hearing_on": date(2004, 6, 10),
        "practice": letter_samples.PRACTICE,
    }
    return parts.Heading(**usual | changes)


def summary(**changes: Any) -> parts.Summary:
    usual: dict[str, Any] = {
        "charge": "Between 8 March 2004 and 23 March 2004, at Southampton, being the parent of Jamie Pryce, a "
        "child of compulsory school age who was a registered pupil at Harbourgate Community School and who failed to "
        "attend regularly at that school. Contrary to section 444(1) and (8) of the Education Act 1996.",
        "statements": (
            parts.Statement(
                text="The school was open to Jamie for 30 half-days from 8 to 26 March 2004. Jamie missed ten "
                "without leave.",
                proof=("certificate:1", "schedule", "register:1"),
            ),
            parts.Statement(
                text="The council warned the defendant in writing on 1 March 2004.",
                proof=("exhibit:MD/1", "posting:MD/1"),
            ),
            parts.Statement(
                text="On 29 March 2004 it gave penalty notice N5T2W8RBK by first-class post.",
                proof=("exhibit:MD/2", "posting:MD/2"),
            ),
            parts.Statement(text="The time to pay ended on 12 May 2004. Nothing was paid.", proof=("non-payment",)),
        ),
        "points": (
            parts.Point(text="The defendant is a parent of the child", evidence="School’s admission form"),
            parts.Point(
                text="The child was a registered pupil",
                evidence="Head teacher’s certificate",
                proof="certificate:1",
            ),
            parts.Point(text="The absences were without leave", evidence="Codes in the register", proof="register:1"),
        ),
        "may_raise": "Leave, sickness, an unavoidable cause, or a day of religious observance. The council knows "
        "of no evidence of any of these for the half-days charged.",
        "dated": date(2004, 5, 14),
    }
    return parts.Summary(**usual | changes)


def non_payment(**changes: Any) -> parts.NonPayment:
    usual: dict[str, Any] = {
        "number": "N5T2W8RBK",
        "issued_on": date(2004, 3, 29),
        "received_on": date(2004, 3, 31),
        "sums": (letter_samples.FIFTY, letter_samples.HUNDRED),
        "received": Decimal(0),
        "dated": date(2004, 5, 14),
        "law": NON_PAYMENT,
        "signature": None,
    }
    paper = parts.NonPayment(**usual | changes)
    signature = parts.Signature(
        name="Doreen Falk",
        post="Clerk, authorised to sign for the authority",
        on=date(2004, 5, 14),
        at="9.30 am",
        signed_sha256=paper.digest,
    )
    return replace(paper, signature=signature)


def bundle(**changes: Any) -> parts.Parts:
    meanings = tuple(parts.Meaning(code, text) for code, text in CODES)
    usual: dict[str, Any] = {
        "heading": heading(),
        "charge": stored("information", "Information", date(2004, 5, 14)),
        "summary": summary(),
        "schedule": parts.Schedule(
            absences=tuple(
                parts.Absence(on=session.on, half=session.half, code=session.code, reason="", leave="")
                for session in letter_samples.MARCH
            ),
            meanings=meanings[-1:],
            charge_by=date(2004, 9, 8),
            dated=date(2004, 5, 14),
        ),
        "registers": (
            parts.RegisterPrint(
                title="spring term 2004",
                school=letter_samples.SCHOOL.name,
                weeks=tuple(week(date(2004, 3, 1) + timedelta(7 * number)) for number in range(5)),
                meanings=meanings,
                printed_on=date(2004, 5, 14),
                printed_at="9.12 am",
                changes=(),
            ),
        ),
        "certificates": (signed_certificate(),),
        "exhibits": (
            parts.Exhibit(
                mark="MD/1",
                paper=stored("warning", "Formal warning of 1 March 2004", date(2004, 3, 1)),
                witness="Margaret Dunning",
                posting=posting(date(2004, 3, 1), date(2004, 3, 3)),
            ),
            parts.Exhibit(
                mark="MD/2",
                paper=stored("penalty_notice", "Penalty notice N5T2W8RBK", date(2004, 3, 29)),
                witness="Margaret Dunning",
                posting=posting(date(2004, 3, 29), date(2004, 3, 31)),
            ),
            parts.Exhibit(
                mark="MD/3",
                paper=stored("reminder", "Reminder of 29 April 2004", date(2004, 4, 29)),
                witness="Margaret Dunning",
            ),
        ),
        "non_payment": non_payment(),
        "supervision_order": parts.SupervisionOrder(
            considered_on=date(2004, 5, 12),
            considered_by="Margaret Dunning",
            apply=False,
            reasons="The family takes part in the work offered; an order would add nothing to it.",
            law=SUPERVISION,
        ),
        "code_test": parts.CodeTest(
            evidential="The certificate, the register and the letters prove each point. No defence is known.",
            public_interest="Ten half-days after a warning, and no answer to the notice. Prosecution is proportionate.",
            reviewed_by="Nadia Frost",
            post="Solicitor",
            reviewed_on=date(2004, 5, 13),
            authorised_on=date(2004, 5, 13),
            law=CODE,
        ),
        "notes": (parts.Note("Money that was looked for", "No unallocated payment fits this notice; none is hers."),),
    }
    return parts.Parts(**usual | changes)

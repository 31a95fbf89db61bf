"""Who is answered what at every door, in one table that a person can read.

One line is one address and one way of asking: its name, GET or POST, its path, and the answer to each person. Words in
angle brackets are things of tests/world.py. A page with a GET line alone only shows: whoever it lets in and who posts
to it is answered 405.

    off officer    man manager     hea head        dep deputy     att attendance officer of the school
    leg legal      clk clerk       ntc notices     con contact    aud auditor
    oth a head of another school   abr an officer of another authority     out signed out

    200 shown      302 done, and led on      403 another role's      404 not theirs, as if it were not there
    409 refused with its reasons             422 asked again, because an answer is missing     in  led to sign in
"""

from dataclasses import dataclass

from cases.permissions import Step

SIGN_IN = "in"
# The heading of the table, and whose browser each column is asked from.
COLUMNS = {
    "off": "officer",
    "man": "manager",
    "hea": "head",
    "dep": "deputy",
    "att": "attendance",
    "leg": "legal",
    "clk": "clerk",
    "ntc": "notices",
    "con": "contact",
    "aud": "auditor",
    "oth": "other_head",
    "abr": "abroad_officer",
    "out": "nobody",
}
# What is sent where an empty form says too little.
POSTS = {"practice_day": {"day_day": "17", "day_month": "5", "day_year": "2004"}}

# Which step a form takes: whom its door lets in is whom the table of roles lets take it.
STEPS = {
    "record_support": Step.RECORD_SUPPORT,
    "answer_equality": Step.RECORD_SUPPORT,
    "begin_matter": Step.RECORD_SUPPORT,
    "representation": Step.RECORD_SUPPORT,
    "liability": Step.DECIDE_LIABILITY,
    "not_to_act": Step.DECIDE_NOT_TO_ACT,
    "pause": Step.PAUSE,
    "close_case": Step.CLOSE,
    "answer_representation": Step.ANSWER_REPRESENTATION,
    "warn": Step.WARN,
    "warning_check": Step.WARN,
    "review_warning": Step.REVIEW_WARNING,
    "notice_draft": Step.ISSUE,
    "notice_check": Step.ISSUE,
    "refer": Step.REFER,
    "withdraw": Step.WITHDRAW,
    "letter_returned": Step.RECORD_RETURNED_POST,
    "letter_again": Step.SEND_AGAIN,
    "letter_hand": Step.GIVE_BY_HAND,
    "record_payment": Step.RECORD_PAYMENT,
    "allocate": Step.ALLOCATE,
    "not_theirs": Step.ALLOCATE,
    "reverse_payment": Step.REVERSE_PAYMENT,
    "refund": Step.APPROVE_REFUND,
    "record_evidence": Step.RECORD_EVIDENCE,
    "decide_evidence": Step.DECIDE_EVIDENCE,
    "send_back": Step.RETURN_REFERRAL,
    "supervision_order": Step.REVIEW_CODE_TEST,
    "code_test": Step.REVIEW_CODE_TEST,
    "route": Step.CHARGE,
    "costs": Step.CHARGE,
    "ask_certificate": Step.REVIEW_CODE_TEST,
    "sign_certificate": Step.SIGN_CERTIFICATE,
    "authorise": Step.AUTHORISE,
    "decline": Step.DECLINE,
    "build_bundle": Step.DOWNLOAD_BUNDLE,
    "charge": Step.CHARGE,
    "discontinue": Step.DISCONTINUE,
    "list_hearing": Step.ENTER_RESULT,
    "hearing_result": Step.ENTER_RESULT,
    "registers": Step.IMPORT_REGISTER,
    "commit_register": Step.IMPORT_REGISTER,
    "undo_register": Step.IMPORT_REGISTER,
    "pupil": Step.OPEN_CASE,
}


@dataclass(frozen=True)
class Door:
    """One line of the table."""

    name: str
    how: str
    path: str
    answers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.name} {self.how}"

    @property
    def about(self) -> str:
        """The name of the first thing that its path names, empty when it names none."""
        return self.path.partition("<")[2].partition(">")[0]

    @property
    def posts(self) -> bool:
        """Say whether this line is about posting a form."""
        return self.how == "POST"

    def line(self, answers: dict[str, str]) -> str:
        """The line as it stands in the table, with these answers."""
        told = " ".join(f"{answers[column]:<3}" for column in COLUMNS)
        return f"{self.name:<22}{self.how:<5}{self.path or '/':<54}{told}".rstrip()


TABLE = """
name                  how  path                                                  off man hea dep att leg clk ntc con aud oth abr out
# The frame: coming in, going out, and pages of words
sign_in               GET  sign-in/                                              302 302 302 302 302 302 302 302 302 302 302 302 200
sign_in               POST sign-in/                                              302 302 302 302 302 302 302 302 302 302 302 302 200
cannot_sign_in        GET  sign-in/help/                                         200 200 200 200 200 200 200 200 200 200 200 200 200
sign_out              GET  sign-out/                                             200 200 200 200 200 200 200 200 200 200 200 200 in
sign_out              POST sign-out/                                             in  in  in  in  in  in  in  in  in  in  in  in  in
choose_role           GET  role/                                                 200 200 200 200 200 200 200 200 200 200 200 200 in
choose_role           POST role/                                                 200 200 200 200 200 200 200 200 200 200 200 200 in
help                  GET  help/                                                 200 200 200 200 200 200 200 200 200 200 200 200 200
accessibility         GET  accessibility/                                        200 200 200 200 200 200 200 200 200 200 200 200 200
privacy               GET  privacy/                                              200 200 200 200 200 200 200 200 200 200 200 200 200
alive                 GET  healthz                                               200 200 200 200 200 200 200 200 200 200 200 200 200
ready                 GET  readyz                                                200 200 200 200 200 200 200 200 200 200 200 200 200
home                  GET  /                                                     302 302 302 302 302 302 302 302 302 302 302 302 in
practice_day          GET  practice/                                             200 200 200 200 200 200 200 200 200 200 200 200 in
practice_day          POST practice/                                             302 302 302 302 302 302 302 302 302 302 302 302 in
search                GET  search/                                               200 200 200 200 200 200 200 200 200 200 200 200 in
statistics            GET  statistics/                                           200 200 403 403 403 200 403 403 403 200 403 200 in
# Desks and lists
desk                  GET  desk/                                                 200 200 403 403 403 403 403 403 403 200 403 200 in
school_desk           GET  school/                                               403 403 200 200 200 403 403 403 403 403 200 403 in
legal_desk            GET  legal/                                                403 200 403 403 403 200 403 403 403 200 403 403 in
payments              GET  payments/                                             403 200 403 403 403 403 200 200 403 200 403 403 in
cases                 GET  cases/                                                200 200 200 200 200 200 403 200 403 200 200 200 in
pupils                GET  pupils/                                               403 403 200 200 200 403 403 403 403 403 200 403 in
notices               GET  notices/                                              200 200 200 200 200 200 200 200 200 200 200 200 in
letters               GET  letters/                                              200 200 403 403 403 403 200 200 403 200 403 200 in
bundles               GET  bundles/                                              403 403 403 403 403 200 403 403 403 403 403 403 in
# A child and a case
pupil                 GET  pupils/<upn>/                                         200 200 200 200 200 403 403 403 403 200 404 404 in
pupil                 POST pupils/<upn>/                                         422 422 422 422 403 403 403 403 403 403 404 404 in
case                  GET  cases/<case>/                                         200 200 200 200 200 404 403 200 403 200 404 404 in
case_attendance       GET  cases/<case>/attendance/                              200 200 200 200 200 404 403 200 403 200 404 404 in
case_people           GET  cases/<case>/people/                                  200 200 200 200 200 404 403 200 403 200 404 404 in
case_letters          GET  cases/<case>/letters/                                 200 200 200 200 200 404 403 200 403 200 404 404 in
case_deadlines        GET  cases/<case>/deadlines/                               200 200 200 200 200 404 403 200 403 200 404 404 in
case_history          GET  cases/<case>/history/                                 200 200 200 200 200 404 403 200 403 200 404 404 in
case                  GET  cases/<case in court>/                                200 200 200 200 200 200 403 200 403 200 404 404 in
case_people           GET  cases/<case in court>/people/                         200 200 200 200 200 200 403 200 403 200 404 404 in
record_support        GET  cases/<case>/support/                                 200 200 200 200 200 403 403 403 403 403 404 404 in
record_support        POST cases/<case>/support/                                 422 422 422 422 422 403 403 403 403 403 404 404 in
answer_equality       GET  cases/<case>/equality/                                200 200 200 200 200 403 403 403 403 403 404 404 in
answer_equality       POST cases/<case>/equality/                                422 422 422 422 422 403 403 403 403 403 404 404 in
begin_matter          GET  cases/<case>/matters/new/                             200 200 200 200 200 403 403 403 403 403 404 404 in
begin_matter          POST cases/<case>/matters/new/                             422 422 422 422 422 403 403 403 403 403 404 404 in
not_to_act            GET  cases/<case>/not-to-act/                              200 200 403 403 403 404 403 403 403 403 403 404 in
not_to_act            POST cases/<case>/not-to-act/                              422 422 403 403 403 404 403 403 403 403 403 404 in
not_to_act            GET  cases/<case in court>/not-to-act/                     200 200 403 403 403 200 403 403 403 403 403 404 in
not_to_act            POST cases/<case in court>/not-to-act/                     422 422 403 403 403 422 403 403 403 403 403 404 in
pause                 GET  cases/<case>/pause/                                   200 200 403 403 403 404 403 403 403 403 403 404 in
pause                 POST cases/<case>/pause/                                   422 422 403 403 403 404 403 403 403 403 403 404 in
close_case            GET  cases/<case>/close/                                   200 200 403 403 403 403 403 403 403 403 403 404 in
close_case            POST cases/<case>/close/                                   422 422 403 403 403 403 403 403 403 403 403 404 in
close_case            POST cases/<case in court>/close/                          422 422 403 403 403 403 403 403 403 403 403 404 in
# One parent's matter
liability             GET  matters/<matter>/liability/                           200 200 200 200 403 403 403 200 403 403 404 404 in
liability             POST matters/<matter>/liability/                           422 422 422 422 403 403 403 422 403 403 404 404 in
explained             GET  matters/<matter>/explained/                           200 200 403 403 403 403 403 403 403 403 403 404 in
explained             POST matters/<matter>/explained/                           422 422 403 403 403 403 403 403 403 403 403 404 in
representation        GET  matters/<matter>/representation/                      200 200 200 200 200 403 403 403 403 403 404 404 in
representation        POST matters/<matter>/representation/                      422 422 422 422 422 403 403 403 403 403 404 404 in
answer_representation GET  representations/<representation>/answer/              200 200 403 403 403 404 403 200 403 403 403 404 in
answer_representation POST representations/<representation>/answer/              422 422 403 403 403 404 403 422 403 403 403 404 in
warn                  GET  matters/<matter>/warn/                                200 403 200 200 403 403 403 403 403 403 404 404 in
warn                  POST matters/<matter>/warn/                                302 403 302 302 403 403 403 403 403 403 404 404 in
warning_check         GET  matters/<warning drafted>/warn/check/                 200 403 200 200 403 403 403 403 403 403 404 404 in
warning_check         POST matters/<warning drafted>/warn/check/                 422 403 422 422 403 403 403 403 403 403 404 404 in
review_warning        GET  matters/<warned>/review-warning/                      200 200 200 200 403 403 403 403 403 403 404 404 in
review_warning        POST matters/<warned>/review-warning/                      422 422 422 422 403 403 403 403 403 403 404 404 in
notice_draft          GET  matters/<warned>/notice/                              200 403 200 200 403 403 403 403 403 403 404 404 in
notice_draft          POST matters/<warned>/notice/                              422 403 422 422 403 403 403 403 403 403 404 404 in
refer                 GET  matters/<unpaid>/refer/                               200 403 403 403 403 403 403 403 403 403 403 404 in
refer                 POST matters/<unpaid>/refer/                               422 403 403 403 403 403 403 403 403 403 403 404 in
refer                 POST matters/<matter in court>/refer/                      422 403 403 403 403 403 403 403 403 403 403 404 in
# Notices and letters
notice                GET  notices/<notice>/                                     200 200 200 200 200 404 200 200 200 200 404 404 in
notice_check          GET  notices/<notice drafted>/check/                       200 403 200 200 403 403 403 403 403 403 404 404 in
notice_check          POST notices/<notice drafted>/check/                       422 403 422 422 403 403 403 403 403 403 404 404 in
notice_issued         GET  notices/<notice>/issued/                              200 200 200 200 403 403 403 200 403 200 404 404 in
notice                GET  notices/<notice in court>/                            200 200 200 200 200 200 200 200 200 200 404 404 in
withdraw              GET  notices/<notice>/withdraw/                            200 200 403 403 403 404 403 200 403 403 403 404 in
withdraw              POST notices/<notice>/withdraw/                            422 422 403 403 403 404 403 422 403 403 403 404 in
withdraw              POST notices/<notice in court>/withdraw/                   422 422 403 403 403 422 403 422 403 403 403 404 in
notice_returned       GET  notices/<notice>/returned/                            302 302 403 403 403 403 302 302 403 403 403 404 in
letter                GET  letters/<letter>/                                     200 200 200 200 200 404 200 200 200 200 404 404 in
letter_pdf            GET  letters/<letter>.pdf                                  200 200 200 200 200 404 200 200 200 200 404 404 in
letter_pdf            GET  letters/<letter again>.pdf                            200 200 200 200 200 404 404 200 404 200 404 404 in
letter_send           POST letters/<letter again>/send/                          302 302 403 403 403 403 404 302 403 403 403 404 in
letter_returned       GET  letters/<letter>/returned/                            200 200 403 403 403 403 200 200 403 403 403 404 in
letter_returned       POST letters/<letter>/returned/                            422 422 403 403 403 403 422 422 403 403 403 404 in
letter_again          GET  letters/<letter returned>/again/                      200 200 403 403 403 403 403 200 403 403 403 404 in
letter_again          POST letters/<letter returned>/again/                      422 422 403 403 403 403 403 422 403 403 403 404 in
letter_hand           GET  letters/<letter again>/hand/                          200 403 200 200 403 403 403 200 403 403 404 404 in
letter_hand           POST letters/<letter again>/hand/                          422 403 422 422 403 403 403 422 403 403 404 404 in
# Money
record_payment        GET  payments/record/                                      403 403 403 403 403 403 200 403 200 403 403 403 in
record_payment        POST payments/record/                                      403 403 403 403 403 403 422 403 422 403 403 403 in
payment               GET  payments/<payment>/                                   403 200 403 403 403 403 200 200 403 200 403 403 in
allocate              GET  payments/<payment>/allocate/                          403 403 403 403 403 403 200 403 403 403 403 403 in
allocate              POST payments/<payment>/allocate/                          403 403 403 403 403 403 422 403 403 403 403 403 in
not_theirs            GET  payments/<payment>/claims/<claim>/not-theirs/         403 403 403 403 403 403 200 403 403 403 403 403 in
not_theirs            POST payments/<payment>/claims/<claim>/not-theirs/         403 403 403 403 403 403 422 403 403 403 403 403 in
reverse_payment       GET  payments/<payment>/reverse/                           403 403 403 403 403 403 200 403 403 403 403 403 in
reverse_payment       POST payments/<payment>/reverse/                           403 403 403 403 403 403 422 403 403 403 403 403 in
refund                GET  refunds/<refund>/                                     403 200 403 403 403 403 403 403 403 403 403 403 in
refund                POST refunds/<refund>/                                     403 422 403 403 403 403 403 403 403 403 403 403 in
record_evidence       GET  evidence/record/                                      200 200 403 403 403 403 200 200 200 403 403 200 in
record_evidence       POST evidence/record/                                      422 422 403 403 403 403 422 422 422 403 403 422 in
decide_evidence       GET  evidence/<evidence>/                                  403 403 403 403 403 403 200 403 403 403 403 403 in
decide_evidence       POST evidence/<evidence>/                                  403 403 403 403 403 403 422 403 403 403 403 403 in
# The lawyers' file
prosecution           GET  prosecutions/<charged>/                               403 200 403 403 403 200 403 403 403 200 403 403 in
send_back             GET  prosecutions/<referred>/send-back/                    403 403 403 403 403 200 403 403 403 403 403 403 in
send_back             POST prosecutions/<referred>/send-back/                    403 403 403 403 403 422 403 403 403 403 403 403 in
supervision_order     GET  prosecutions/<referred>/eso/                          403 403 403 403 403 200 403 403 403 403 403 403 in
supervision_order     POST prosecutions/<referred>/eso/                          403 403 403 403 403 422 403 403 403 403 403 403 in
code_test             GET  prosecutions/<referred>/test/                         403 403 403 403 403 200 403 403 403 403 403 403 in
code_test             POST prosecutions/<referred>/test/                         403 403 403 403 403 302 403 403 403 403 403 403 in
route                 GET  prosecutions/<referred>/route/                        403 403 403 403 403 200 403 403 403 403 403 403 in
route                 POST prosecutions/<referred>/route/                        403 403 403 403 403 422 403 403 403 403 403 403 in
costs                 GET  prosecutions/<referred>/costs/                        403 403 403 403 403 200 403 403 403 403 403 403 in
costs                 POST prosecutions/<referred>/costs/                        403 403 403 403 403 422 403 403 403 403 403 403 in
ask_certificate       GET  prosecutions/<referred>/certificate/                  403 403 403 403 403 200 403 403 403 403 403 403 in
ask_certificate       POST prosecutions/<referred>/certificate/                  403 403 403 403 403 302 403 403 403 403 403 403 in
sign_certificate      GET  certificates/<certificate>/                           403 403 200 403 403 403 403 403 403 403 404 403 in
sign_certificate      POST certificates/<certificate>/                           403 403 422 403 403 403 403 403 403 403 404 403 in
certificate_pdf       GET  certificates/<certificate>.pdf                        403 403 200 403 403 200 403 403 403 403 404 403 in
authorise             GET  prosecutions/<tested>/authorise/                      403 403 403 403 403 200 403 403 403 403 403 403 in
authorise             POST prosecutions/<tested>/authorise/                      403 403 403 403 403 302 403 403 403 403 403 403 in
decline               GET  prosecutions/<tested>/decline/                        403 403 403 403 403 200 403 403 403 403 403 403 in
decline               POST prosecutions/<tested>/decline/                        403 403 403 403 403 422 403 403 403 403 403 403 in
build_bundle          GET  prosecutions/<referred>/bundle/                       403 403 403 403 403 200 403 403 403 403 403 403 in
build_bundle          POST prosecutions/<referred>/bundle/                       403 403 403 403 403 302 403 403 403 403 403 403 in
charge                GET  prosecutions/<ready>/charge/                          403 403 403 403 403 200 403 403 403 403 403 403 in
charge                POST prosecutions/<ready>/charge/                          403 403 403 403 403 302 403 403 403 403 403 403 in
discontinue           GET  prosecutions/<charged>/discontinue/                   403 403 403 403 403 200 403 403 403 403 403 403 in
discontinue           POST prosecutions/<charged>/discontinue/                   403 403 403 403 403 422 403 403 403 403 403 403 in
list_hearing          GET  prosecutions/<charged>/hearing/                       403 403 403 403 403 200 403 403 403 403 403 403 in
list_hearing          POST prosecutions/<charged>/hearing/                       403 403 403 403 403 422 403 403 403 403 403 403 in
hearing_result        GET  prosecutions/<charged>/hearings/<hearing>/            403 403 403 403 403 200 403 403 403 403 403 403 in
hearing_result        POST prosecutions/<charged>/hearings/<hearing>/            403 403 403 403 403 422 403 403 403 403 403 403 in
bundle_served         GET  bundles/<bundle>.pdf                                  403 403 403 403 403 200 403 403 403 403 403 403 in
bundle_unserved       GET  bundles/<bundle>-unserved.pdf                         403 403 403 403 403 200 403 403 403 403 403 403 in
# Registers
registers             GET  registers/                                            200 200 200 200 200 403 200 403 403 200 200 200 in
registers             POST registers/                                            422 422 422 422 422 403 422 403 403 403 422 422 in
register              GET  registers/<register>/                                 200 200 200 200 200 403 200 403 403 200 404 404 in
commit_register       POST registers/<register>/commit/                          302 302 302 302 302 403 302 403 403 403 404 404 in
undo_register         POST registers/<register done>/undo/                       302 302 302 302 302 403 302 403 403 403 404 404 in
attention             GET  attention/                                            200 200 200 200 200 403 403 403 403 200 200 200 in
"""  # noqa: E501


def _read(table: str) -> tuple[Door, ...]:
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    heading, *rows = lines
    assert heading.split()[3:] == list(COLUMNS), "the heading names the columns in their order"
    return tuple(_door(row) for row in rows)


def _door(row: str) -> Door:
    name, how = row.split()[:2]
    path, answers = row[27:81].strip(), row[81:].split()
    assert len(answers) == len(COLUMNS), f"{name} {how}: {len(answers)} answers for {len(COLUMNS)} people"
    return Door(name, how, path.removeprefix("/"), dict(zip(COLUMNS, answers, strict=True)))


DOORS = _read(TABLE)

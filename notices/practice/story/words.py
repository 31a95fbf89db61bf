"""The sentences people wrote: reasons, notes of what was offered, answers; each plainly about no real family."""

SUPPORT = (
    ("visit", "no_reply", "Called at the house; nobody came to the door. Card left with the office's number."),
    ("visit", "accepted", "Spoke at home about mornings. A call at half past seven was agreed for two weeks."),
    ("meeting", "done", "Met at school with the form tutor. A plan for Mondays was written down."),
    ("meeting", "declined", "Invited to a meeting at school; the parent did not come and gave no reason."),
    ("breakfast", "accepted", "A place in the breakfast club was offered and taken."),
    ("mentor", "accepted", "A learning mentor sees the pupil on arrival each day."),
    ("call", "no_reply", "Telephoned three times on two days; no answer."),
    ("transport", "declined", "A bus pass was offered for the longer road to school; not wanted."),
    ("plan", "accepted", "An attendance plan for six weeks was agreed with the school."),
    ("referral", "accepted", "Referred to the family centre; first appointment kept."),
)
WARN = (
    "Support was offered and the absence goes on; no illness is known.",
    "Two meetings were missed and attendance has not changed since.",
    "Attendance fell again after the plan ended.",
)
NOTICE = (
    "No improvement after the warning; the help offered was not taken up.",
    "Absence went on through the time of the warning, without a reason that the school could accept.",
    "The warning changed nothing; another letter would not help.",
)
LEAVE_NOTICE = "Leave was asked for and refused before it began; the family went all the same."
IMPROVED = (
    "Attendance is as it should be since the warning.",
    "The pupil has been at school every day but for one illness that was explained.",
)
NOT_IMPROVED = "Half-days were missed without leave in the time of the warning."
RECORDED_REASONS = (
    "The mother began night shifts in the weeks of the warning and a neighbour now brings the pupil; looked at again.",
    "A bullying complaint was upheld by the school in the weeks of the warning; the school puts it right first.",
    "The family moved within the city during the warning, and the journey was not yet arranged.",
)
NOT_NOW = "Not now, for the reason recorded with the review of the warning."
CLOSED = {
    "improved": "Attendance has been good since the help began, and the school is content.",
    "paid": "The notice was paid and attendance has been good since.",
    "moved": "The family moved out of the city; the new authority was told.",
    "home_educated": "The parent educates the child at home and told the school in writing.",
    "supported_instead": "Other services lead now; a step against the parent would undo what they have begun.",
    "merged": "The child was entered twice under two numbers; the older case goes on.",
}
REFER = (
    "Help was offered over a term and not taken up; absence without leave goes on and no reason is given.",
    "The parent knows of the absence, was met twice, and nothing changed.",
    "Warned in person that proceedings would follow; attendance fell further.",
)
REFER_UNPAID = "The notice ran out unpaid, nothing was said against it, and attendance has not improved."
SEND_BACK = "The record of the second meeting is missing, and who had care of the child in December."
SUPERVISION = "Considered and not applied for: the school's plan already does what an order would ask."
EVIDENTIAL = "The register proves the absence, the parent's part is proved by the visits, and no defence is raised."
PUBLIC_INTEREST = "A long absence, help refused, an exam year near: proceedings are proportionate."
DECLINED = (
    "New medical papers make a conviction unlikely; the school arranges home tuition.",
    "The mother is in hospital and an aunt now has care; proceedings would serve nobody.",
    "Attendance has recovered since the referral; the public interest is not met.",
    "The register and the late book differ on nine half-days; the absence cannot be proved.",
)
DECLINED_TOO_LATE = (
    "The first half-days are out of time and those left are too few: the file waited for a register that came late. "
    "The school and the parent were told, and paper registers are asked for weekly from now on."
)
LIABLE = "Lives with the child and has day-to-day care."
SUPPORT_PLAN = "School Action Plus; the provision is in place, by the school's coordinator."
EXPLAINED = "Explained at home through an interpreter of the council's list."
SAID_BY = "the school's form tutor, and the parent at the meeting"

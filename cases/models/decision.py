"""What people decided, offered, asked and were told, each with its author and its day."""

from django.db import models
from django.db.models import Q

from cases.models.case import Case, Matter
from cases.rules.facts import Question, StepName
from schools.models import Membership, Parent
from schools.models.fields import YesNo, text_field


class Decision(models.Model):
    """A decision to act, or not to, with its reasons. (Ombudsman 21 010 042; 22 010 447)"""

    class Kind(models.TextChoices):
        """What was decided."""

        WARN = "warn", "To warn"
        ISSUE = "issue", "To issue a penalty notice"
        WITHDRAW = "withdraw", "To withdraw a notice"
        REFER = "refer", "To refer for prosecution"
        PROSECUTE = "prosecute", "To prosecute"
        DECLINE = "decline", "Not to prosecute"
        NOT_TO_ACT = "not_to_act", "Not to act"
        CLOSE = "close", "To close the case"
        ATTENTION = "attention", "About the attention list"
        SKIP_WARNING = "skip_warn", "To leave out the warning"
        NO_SUPPORT = "no_support", "That no support was right"

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reasons = models.TextField()
    factors_for = models.TextField(blank=True, default="")
    factors_against = models.TextField(blank=True, default="")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="decisions")
    on = models.DateField()
    approved_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="decisions_approved"
    )
    approved_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="decisions_have_reasons", condition=~Q(reasons=""))]

    def __str__(self) -> str:
        return self.get_kind_display()


class Override(models.Model):
    """A recorded decision that a bar left to judgement does not stop one step."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="overrides")
    step = models.CharField(max_length=15, choices=[(name.value, name.value) for name in StepName])
    code = models.CharField(max_length=40)
    reason = models.TextField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="overrides")
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="overrides_have_reasons", condition=~Q(reason="")),
            models.UniqueConstraint(name="one_override_per_bar", fields=["matter", "step", "code"]),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class Explanation(models.Model):
    """That a paper was explained in person to a parent who needs it; never through a child."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="explanations")
    parent = models.ForeignKey(Parent, models.PROTECT, related_name="explanations")
    on = models.DateField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="explanations")
    interpreter = text_field()
    note = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"Explained on {self.on}"


class Consideration(models.Model):
    """The school's recorded consideration of a child over the threshold: acted on, or why not."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="considerations")
    considered_on = models.DateField()
    outcome = models.CharField(
        max_length=15,
        choices=[
            ("referred", "Referred or acted on"),
            ("supported", "Support instead"),
            ("not_right", "Not appropriate"),
        ],
    )
    reason = models.TextField()
    by = models.ForeignKey(Membership, models.PROTECT, related_name="considerations")

    def __str__(self) -> str:
        return self.reason


class SupportAction(models.Model):
    """Help that was offered to the family, and what came of it."""

    class Kind(models.TextChoices):
        """The kinds of help a council and a school offer."""

        VISIT = "visit", "Home visit"
        CALL = "call", "Telephone call"
        MEETING = "meeting", "Meeting at school"
        PLAN = "plan", "Attendance plan"
        CONTRACT = "contract", "Parenting contract"
        TRANSPORT = "transport", "Help with transport"
        BREAKFAST = "breakfast", "Breakfast club"
        MENTOR = "mentor", "Learning mentor"
        REFERRAL = "referral", "Referral to another service"
        OTHER = "other", "Other"

    class Answer(models.TextChoices):
        """How the family answered."""

        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        NO_REPLY = "no_reply", "No reply"
        DONE = "done", "Done"

    case = models.ForeignKey(Case, models.PROTECT, related_name="support")
    parent = models.ForeignKey(Parent, models.PROTECT, null=True, blank=True, related_name="support")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    offered_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer.choices)
    note = models.TextField(blank=True, default="")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="support")
    on = models.DateField()

    def __str__(self) -> str:
        return self.get_kind_display()


class EqualityAnswer(models.Model):
    """One answer to one of the nine questions asked before a step that harms.

    The newest row for a question stands; *not known* stops the step.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="equality_answers")
    parent = models.ForeignKey(Parent, models.PROTECT, null=True, blank=True, related_name="equality_answers")
    question = models.CharField(max_length=30, choices=[(q.value, q.value) for q in Question])
    answer = models.CharField(max_length=7, choices=YesNo.choices)
    said_by = text_field(100)
    detail = models.TextField(blank=True, default="")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="equality_answers")
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["case", "question", "-on"])]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class Representation(models.Model):
    """What a parent wrote or said against a step; unanswered, it stops every step to court."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="representations")
    received_on = models.DateField()
    channel = models.CharField(
        max_length=10,
        choices=[("post", "Letter"), ("phone", "Telephone"), ("visit", "In person"), ("email", "E-mail")],
    )
    text = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True, default="")
    recorded_by = models.ForeignKey(Membership, models.PROTECT, related_name="representations")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="representations_answered"
    )
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="representation_answers_have_words",
                condition=Q(answered_on__isnull=True) | ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        return f"Representation of {self.received_on}"

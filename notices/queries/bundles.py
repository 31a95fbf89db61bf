"""The bundles of a prosecution, by whoever may open them, and what is in hand for the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.models import Case, Certificate, Prosecution
from cases.stages import ProsecutionState
from notices.models import Bundle, Letter
from schools import references
from schools.models import Membership
from schools.roles import Role

OVER = [state.value for state in ProsecutionState if state.is_over]


@dataclass(frozen=True, slots=True)
class Content:
    """One thing a bundle should hold: which set it is in, whether it is there, and else whose it is."""

    title: str
    served: bool
    ready: bool
    who: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a prosecution's bundle would hold if it were put together now."""

    items: tuple[Content, ...]

    @property
    def served(self) -> tuple[Content, ...]:
        """Those of the set that is served."""
        return tuple(item for item in self.items if item.served)

    @property
    def not_served(self) -> tuple[Content, ...]:
        """Those that stay with the prosecutor."""
        return tuple(item for item in self.items if not item.served)

    @property
    def missing(self) -> tuple[Content, ...]:
        """Those that are not there yet."""
        return tuple(item for item in self.items if not item.ready)


def bundles_for(by: Membership) -> QuerySet[Bundle]:
    """The bundles that this person may open: a lawyer's own authority's, and nobody else's."""
    if by.role != Role.LEGAL:
        return Bundle.objects.none()
    return (
        Bundle.objects.filter(prosecution__matter__case__authority=by.authority_id)
        .select_related("prosecution__matter__case", "prosecution__matter__parent", "made_by__user")
        .order_by("-made_on", "-id")
    )


def bundle_for(by: Membership, reference: str) -> Bundle | None:
    """One bundle by its reference, read forgivingly; None when it is not this person's."""
    return bundles_for(by).filter(reference=references.normalise(reference)).first()


def versions_of(prosecution: Prosecution) -> list[Bundle]:
    """Every version, the newest first."""
    return list(Bundle.objects.filter(prosecution=prosecution).select_related("made_by__user").order_by("-version"))


def prosecutions_named(reference: str) -> list[Prosecution]:
    """The prosecution of that reference; of a case's reference, each of its prosecutions that has not ended."""
    wanted = references.normalise(reference)
    rows = Prosecution.objects.select_related("matter__case__authority", "matter__parent").order_by("id")
    if wanted.startswith("P"):
        return list(rows.filter(reference=wanted))
    if not Case.objects.filter(reference=wanted).exists():
        return []
    return list(rows.filter(matter__case__reference=wanted).exclude(state__in=OVER))


def contents_of(prosecution: Prosecution) -> Contents:
    """Say what a bundle needs and what of it is in hand, in three queries."""
    letters = set(
        Letter.objects.filter(Q(matter=prosecution.matter_id) | Q(prosecution=prosecution))
        .filter(posted_on__isnull=False)
        .values_list("kind", flat=True)
    )
    notice = prosecution.matter.notices.filter(state="issued").exists()
    certified = Certificate.objects.filter(
        prosecution=prosecution, voided_on__isnull=True, signed_on__isnull=False
    ).exists()
    return Contents(
        (
            Content("Index", served=True, ready=True, who=""),
            Content("Information", served=True, ready=prosecution.charged_on is not None, who="Legal"),
            Content("Case summary", served=True, ready=True, who=""),
            Content("Certificate of attendance, section 566", served=True, ready=certified, who="The head"),
            Content("Schedule of absences", served=True, ready=True, who=""),
            Content("Register", served=True, ready=True, who=""),
            *_letters(letters, notice),
            *([Content("Certificate of non-payment", served=True, ready=True, who="")] if notice else []),
            Content(
                "Education supervision order, section 447",
                served=False,
                ready=prosecution.eso_considered_on is not None,
                who="Legal",
            ),
            Content(
                "Full Code Test and authority", served=False, ready=prosecution.authorised_on is not None, who="Legal"
            ),
        )
    )


def _letters(posted: set[str], notice: bool) -> Sequence[Content]:
    titles = {
        "first_concern": "Letter of first concern",
        "warning": "Formal warning, with proof of service",
        "reminder": "Reminder",
    }
    found = [Content(title, served=True, ready=True, who="") for kind, title in titles.items() if kind in posted]
    if notice:
        ready = "penalty_notice" in posted
        found.append(Content("Penalty notice, with proof of service", served=True, ready=ready, who="The post"))
    return found

"""Takes up a concluded prosecution again because the court's result no longer stands."""

from datetime import date

from cases import permissions
from cases.models import Case, Matter, Prosecution
from cases.services.steps import Step, one_step
from cases.stages import ProsecutionState, SetAside, Stage
from notices.services.deadlines import reconcile
from notices.services.file import one_file_step
from schools.models import Membership


def set_aside(
    prosecution: Prosecution,
    *,
    ground: SetAside,
    why: str,
    by: Membership,
    on: date,
    seen: int | None = None,
) -> Prosecution:
    """Let a charge stand again: statutory declaration, section 142, or appeal.

    A case that was concluded is taken up again; where the child has another open one, the matter moves to it, and both
    histories say so. (Magistrates' Courts Act 1980 ss.14, 142)
    """
    with one_file_step(prosecution, by=by, on=on, seen=seen) as file:
        file.step.require(permissions.Step.REOPEN_COURT)
        file.require_state(ProsecutionState.CONCLUDED)
        file.row.set_aside()
        file.row.set_aside_on, file.row.set_aside_ground = on, ground
        file.row.save()
        file.matter.revive_prosecution()
        file.matter.save()
        file.step.record(
            "result_set_aside",
            f"The result no longer stands. {ground.label}. {why}",
            matter=file.matter.reference,
            prosecution=file.row.reference,
            ground=ground.value,
        )
        bring_into_open_case(file.step, file.matter, was="concluded", says="is before the court again")
        reconcile(file.matter, on=on)
    return file.row


def bring_into_open_case(step: Step, matter: Matter, *, was: str, says: str) -> None:
    """Take a closed case up again for a matter that stands again; where another is open, the matter moves to it."""
    if step.case.stage != Stage.OUTCOME:
        return
    other = Case.objects.filter(pupil=step.case.pupil_id).exclude(stage=Stage.OUTCOME).first()
    if other is None:
        step.case.reopen()
        step.record("case_reopened", f"Case taken up again: a matter in it {says}.")
        return
    # The parents of the child are locked already, and they are the same, so no other step waits the other way round.
    with one_step(other.id, by=step.by, on=step.on) as there:
        matter.case = there.case
        matter.save()
        there.matters.append(matter)
        there.record(
            "matter_moved_here",
            f"A matter that was {was} in case {step.case.reference} {says}.",
            matter=matter.reference,
        )
    step.matters.remove(matter)
    step.record(
        "matter_moved",
        f"The matter goes on in case {other.reference}, which is open.",
        matter=matter.reference,
    )

"""Takes up a concluded prosecution again because the court's result no longer stands."""

from datetime import date

from cases import permissions
from cases.models import Case, Prosecution
from cases.services.steps import one_step
from cases.stages import ProsecutionState, SetAside, Stage
from notices.services.deadlines import reconcile
from notices.services.file import File, one_file_step
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
        _bring_into_open_case(file)
        reconcile(file.matter, on=on)
    return file.row


def _bring_into_open_case(file: File) -> None:
    step = file.step
    if step.case.stage != Stage.OUTCOME:
        return
    other = Case.objects.filter(pupil=step.case.pupil_id).exclude(stage=Stage.OUTCOME).first()
    if other is None:
        step.case.reopen()
        step.record("case_reopened", "Case taken up again: a matter in it is before the court.")
        return
    # The parents of the child are locked already, and they are the same, so no other step waits the other way round.
    with one_step(other.id, by=step.by, on=step.on) as there:
        file.matter.case = there.case
        file.matter.save()
        there.matters.append(file.matter)
        there.record(
            "matter_moved_here",
            f"A matter that was concluded in case {step.case.reference} is before the court again.",
            matter=file.matter.reference,
        )
    step.matters.remove(file.matter)
    step.record(
        "matter_moved",
        f"The matter goes on in case {other.reference}, which is open.",
        matter=file.matter.reference,
    )

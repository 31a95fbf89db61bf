"""The lawyers' file on one matter, held under its locks while a step is taken in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from cases.citations import Law, cite
from cases.models import Matter, Prosecution
from cases.refusals import Refused
from cases.rules.bars import Bar, MayOverride
from cases.services.steps import Step, one_step
from cases.stages import ProsecutionState
from schools.models import Membership


@dataclass
class File:
    """A step under way in one prosecution: its locked row, and the locked row of its matter."""

    step: Step
    matter: Matter
    row: Prosecution

    @property
    def state(self) -> ProsecutionState:
        """Where the file stands."""
        return ProsecutionState(self.row.state)

    def require_state(self, *states: ProsecutionState) -> None:
        """Refuse a step that does not begin from where the file stands."""
        if self.state in states:
            return
        begins = " or ".join(state.label.lower() for state in states)
        raise Refused(
            [
                Bar(
                    "file_state",
                    f"The file is {self.state.label.lower()}; this step begins from {begins}.",
                    cite(Law.PROSECUTOR, self.step.on),
                    f"Bring the file to {begins} first.",
                    "A legal officer",
                    MayOverride.NOBODY,
                )
            ]
        )


@contextmanager
def one_file_step(prosecution: Prosecution, *, by: Membership, on: date, seen: int | None = None) -> Iterator[File]:
    """Hold a case, its matters and then the prosecution for one step."""
    matter_id, case_id = Prosecution.objects.filter(id=prosecution.id).values_list("matter_id", "matter__case_id").get()
    with one_step(case_id, by=by, on=on, seen=seen) as step:
        row = (
            Prosecution.objects.select_for_update(no_key=True, of=("self",))
            .select_related("referred_by__user", "authorised_by__user")
            .get(id=prosecution.id)
        )
        matter = step.matter(matter_id)
        # One row of the matter in a step: what a letter reads through the prosecution is what the step has changed.
        row.matter = matter
        yield File(step=step, matter=matter, row=row)

"""Who is who once the files are in: rows for the children, parents, schools and people of the story."""

from datetime import date
from functools import cached_property

from cases.models import Case, Matter, Prosecution
from notices.models import Letter, PenaltyNotice
from notices.practice.schools import all_schools
from notices.practice.story.events import Event, Who
from notices.practice.walk.setting import OFFICERS
from notices.practice.world import World
from schools.models import Authority, Membership, Parent, ParentKey, Pupil, School, Upn
from schools.roles import Role
from schools.services.standing import standing_member


class Directory:
    """Looks up the rows that an event speaks of."""

    def __init__(self, authority: Authority, world: World) -> None:
        self.authority = authority
        self.world = world

    def forget(self) -> None:
        """Look everything up anew: people came in or changed."""
        for name in ("schools", "_heads", "_pupils", "_parents", "_children"):
            self.__dict__.pop(name, None)

    @cached_property
    def service(self) -> Membership:
        """The standing member, for what no person does."""
        return standing_member(self.authority)

    @cached_property
    def schools(self) -> dict[str, School]:
        """Every school by URN."""
        return {school.urn: school for school in School.objects.filter(authority=self.authority)}

    @cached_property
    def _heads(self) -> dict[int, Membership]:
        rows = Membership.objects.filter(authority=self.authority, role=Role.HEAD).select_related("user", "school")
        return {row.school_id: row for row in rows if row.school_id is not None}

    @cached_property
    def _staff(self) -> dict[str, Membership]:
        rows = Membership.objects.filter(authority=self.authority, school__isnull=True).select_related("user")
        return {row.user.username: row for row in rows}

    @cached_property
    def _pupils(self) -> dict[str, int]:
        wanted = [self.world.children[course.child].upn for course in self.world.courses]
        rows = Upn.objects.filter(authority=self.authority, value__in=wanted)
        return dict(rows.values_list("value", "pupil_id"))

    @cached_property
    def _parents(self) -> dict[str, int]:
        wanted = {tie.parent.ref for course in self.world.courses for tie in self.world.children[course.child].ties}
        rows = ParentKey.objects.filter(authority=self.authority, ref__in=wanted)
        return dict(rows.values_list("ref", "parent_id"))

    @cached_property
    def _children(self) -> dict[int, int]:
        children = {self.world.children[course.child].upn: course.child for course in self.world.courses}
        return {pupil: children[upn] for upn, pupil in self._pupils.items()}

    def child_of(self, case: Case) -> int:
        """The number of the child whose case it is."""
        return self._children[case.pupil_id]

    def person(self, username: str) -> Membership:
        """One of the council's people by sign-in."""
        return self._staff[username]

    def by(self, event: Event) -> Membership:
        """Whoever takes the step of an event."""
        match event.who:
            case Who.OFFICER:
                return self.officer_of(event.child)
            case Who.HEAD:
                return self.head_of(self.school_of(event.child, event.on))
        return self._staff[event.who.value]

    def officer_of(self, child: int) -> Membership:
        """The officer whose schools a child's is among."""
        number = self.world.children[child].school % len(OFFICERS)
        return self._staff[f"officer-{number + 1}" if number else "officer"]

    def head_of(self, school: School) -> Membership:
        """The head of a school."""
        return self._heads[school.id]

    def school_of(self, child: int, on: date) -> School:
        """The school a child is at on a day."""
        found = self.world.children[child]
        moved = found.moved_to is not None and found.moved_on is not None and on >= found.moved_on
        before = found.last_school is not None and on < date(2003, 9, 1)
        number = found.moved_to if moved else found.last_school if before else found.school
        return self.schools[all_schools()[number or 0].urn]

    def pupil(self, child: int) -> Pupil:
        """The pupil's row."""
        return Pupil.objects.get(id=self._pupil_of(child))

    def _pupil_of(self, child: int) -> int:
        upn = self.world.children[child].upn
        if upn not in self._pupils:
            # Came in with a file after this hand last looked.
            self.forget()
        return self._pupils[upn]

    def parent(self, event: Event) -> Parent:
        """The row of the parent an event is about."""
        ref = self.world.children[event.child].ties[event.parent].parent.ref
        return Parent.objects.get(id=self._parents[ref])

    def case(self, child: int) -> Case:
        """The child's case."""
        pupil = self._pupil_of(child)
        return Case.objects.select_related("school").filter(pupil=pupil).latest("id")

    def matters(self, event: Event) -> list[Matter]:
        """The matters against the event's parent, the oldest first."""
        ref = self.world.children[event.child].ties[event.parent].parent.ref
        pupil = self._pupil_of(event.child)
        rows = Matter.objects.select_related("parent", "school", "case").order_by("id")
        return list(rows.filter(case__pupil=pupil, parent=self._parents[ref]))

    def matter(self, event: Event) -> Matter:
        """The matter an event is about."""
        return self.matters(event)[event.matter]

    def notice(self, event: Event) -> PenaltyNotice:
        """The notice issued in the event's matter."""
        rows = PenaltyNotice.objects.select_related("matter__parent", "matter__case").order_by("id")
        return rows.filter(matter=self.matter(event), issued_on__isnull=False).latest("id")

    def prosecution(self, event: Event) -> Prosecution:
        """The lawyers' file on the event's matter."""
        return Prosecution.objects.filter(matter=self.matter(event)).latest("id")

    def paper(self, event: Event) -> Letter:
        """The posted paper of the event's notice."""
        return Letter.objects.filter(notice=self.notice(event), kind="penalty_notice").latest("id")

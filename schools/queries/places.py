"""A school by its number."""

from schools.models import School


def school_of(authority_id: int, urn: str) -> School | None:
    """The authority's school of that URN."""
    return School.objects.filter(authority=authority_id, urn=urn.strip()).first()

"""The bundle: a prosecution's papers joined, numbered and hashed, kept in every version."""

from django.db import models

from cases.models import Prosecution
from schools.models import Membership


class Bundle(models.Model):
    """One version of one prosecution's bundle: the file that is served and the one that is not."""

    reference = models.CharField(max_length=9, unique=True)
    prosecution = models.ForeignKey(Prosecution, models.PROTECT, related_name="bundles")
    version = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="bundles")
    served_sha256 = models.CharField(max_length=64)
    unserved_sha256 = models.CharField(max_length=64)
    manifest = models.JSONField()
    pages = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_bundle_version", fields=["prosecution", "version"])
        ]

    def __str__(self) -> str:
        return self.reference

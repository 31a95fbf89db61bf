"""The bundle: a prosecution's papers joined, numbered and hashed, kept in every version."""

from django.db import models

from cases.models import Prosecution
from schools.models import Membership


class Bundle(models.Model):
    """One version of one prosecution's bundle: the file that is served and the one that is not.

    It is frozen first, in a step; its two files are made from what was frozen, and are empty here until then.
    """

    reference = models.CharField(max_length=9, unique=True)
    prosecution = models.ForeignKey(Prosecution, models.PROTECT, related_name="bundles")
    version = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Membership, models.PROTECT, related_name="bundles")
    # The fingerprint of all it is made of: the same inputs are the same version.
    inputs_sha256 = models.CharField(max_length=64)
    snapshot = models.JSONField()
    # What is in it, in order: title, set, source, fingerprint, and its pages once the files are made.
    manifest = models.JSONField()
    served_sha256 = models.CharField(max_length=64, blank=True, default="")
    unserved_sha256 = models.CharField(max_length=64, blank=True, default="")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    # After the last try it is left to a person: the page says what the problem is.
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(name="one_bundle_version", fields=["prosecution", "version"])]

    def __str__(self) -> str:
        return self.reference

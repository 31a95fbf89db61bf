"""The twelve families and the quiet four."""

from notices.practice.families.noticed import NOTICED
from notices.practice.families.others import OTHERS

FAMILIES = (*NOTICED, *OTHERS)
BY_KEY = {family.key: family for family in FAMILIES}

import pytest

from cases.stages import (
    How,
    NoticeState,
    ProsecutionState,
    Stage,
    WithdrawalGround,
    furthest,
)


def test_the_ladder_rises_from_new_to_outcome():
    ranks = [stage.rank for stage in Stage]

    assert ranks == sorted(ranks)
    assert ranks[0] == 0


@pytest.mark.parametrize(
    ("matters", "stage"),
    [
        ([], Stage.MONITORING),
        (["new"], Stage.MONITORING),
        (["outcome"], Stage.MONITORING),
        (["new", "warning"], Stage.WARNING),
        (["warning", "penalty_notice", "outcome"], Stage.PENALTY_NOTICE),
        (["prosecution", "warning"], Stage.PROSECUTION),
    ],
)
def test_a_case_stands_where_its_furthest_live_matter_stands(matters, stage):
    assert furthest(matters) is stage


@pytest.mark.parametrize("words", [Stage, How, NoticeState, ProsecutionState, WithdrawalGround])
def test_every_word_has_a_label(words):
    for value, label in words.choices():
        assert value
        assert label
        assert "_" not in label

"""The several hands of the load: forked processes that do tasks at once and end with whoever began them."""

import os
from pathlib import Path

import pytest

from notices.practice.walk.hands import HandFailed, Hands

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def writer(folder: Path):
    def write(task) -> None:
        if task.get("fail"):
            raise ValueError("This one cannot be done.")
        (folder / task["name"]).write_text(str(os.getpid()))

    return write


def test_every_task_is_done_and_more_than_one_hand_does_them(tmp_path):
    with Hands(writer(tmp_path), most=2) as hands:
        hands.do({"name": f"{number}"} for number in range(6))
        number = hands.number

    done = [path.read_text() for path in tmp_path.iterdir()]
    assert len(done) == 6
    assert len(set(done)) == number


def test_one_hand_works_in_the_process_itself(tmp_path):
    with Hands(writer(tmp_path), most=1) as hands:
        hands.do([{"name": "one"}])

    assert (tmp_path / "one").read_text() == str(os.getpid())


def test_what_a_hand_could_not_do_stops_the_load_with_its_reason(tmp_path):
    with pytest.raises((HandFailed, ValueError), match="cannot be done"), Hands(writer(tmp_path), most=2) as hands:
        hands.do([{"fail": True}])


def test_no_hand_is_left_when_the_load_is_over(tmp_path):
    with Hands(writer(tmp_path), most=2) as hands:
        hands.do({"name": f"{number}"} for number in range(2))
        pids = {int(path.read_text()) for path in tmp_path.iterdir()} - {os.getpid()}

    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)

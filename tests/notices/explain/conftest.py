"""Runs `manage.py explain` as its users do, and reads the one document it prints."""

import json

import pytest

from notices.management.commands.explain import Command


class Explained:
    """What came back: the exit status, the document, and what was said on stderr."""

    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err

    @property
    def document(self):
        return json.loads(self.out)

    def __getitem__(self, key):
        return self.document[key]


@pytest.fixture
def explain(capsys):
    def run(words):
        argv = words.split() if isinstance(words, str) else [str(word) for word in words]
        try:
            Command().run_from_argv(["manage.py", "explain", *argv, "--json"])
        except SystemExit as ended:
            status = ended.code
        else:
            status = 0
        said = capsys.readouterr()
        return Explained(status, said.out, said.err)

    return run

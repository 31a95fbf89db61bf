# Each command is one program, so that a signal to make reaches it. `make test ARGS="tests/cases -k warning"` runs a part.
.PHONY: run test check

run: ; @exec python3 -m stack run
test: ; @exec python3 -m stack test
check: ; @exec python3 -m stack check

# `make run` to try Escale, `make test` before a change goes in.
# A few end-to-end specs only: make e2e SPEC=bookings

.PHONY: run test ci fmt lint bench e2e pictures web setup clean

run:
	@script/run

test: setup
	@script/test

ci:
	@bash .ci/run

fmt:
	cargo fmt --all

lint: setup
	@script/test formatted server_linted browser_linted browser_lean

bench: setup
	@script/bench

e2e: setup
	@SPEC="$(SPEC)" script/test browser_built used_end_to_end

pictures: setup
	@script/pictures

web:
	@script/setup run
	@script/web

setup:
	@script/setup

clean:
	cargo clean
	rm -rf end2end/node_modules end2end/pictures end2end/playwright-report end2end/test-results

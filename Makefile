# SPDX-License-Identifier: Apache-2.0
# Each target does one job from a clean clone; Scripts/ holds what it does.

.PHONY: help demo test check bench mutants fuzz pictures docs vectors clean

help:
	@echo 'make demo      an importer'"'"'s year: import, sign, verify, audit, report'
	@echo 'make test      every test'
	@echo 'make check     format, sizes, budgets, imports, links, requirements'
	@echo 'make bench     the figures, as ratios measured in one run'
	@echo 'make mutants   switch off each rule of the verifier and see that a test notices'
	@echo 'make fuzz      a minute of processor time for each decoder (SECONDS=60)'
	@echo 'make pictures  PNGs of the report, on wide and narrow screens and printed'
	@echo 'make docs      the documentation of the two libraries, in .build/docs'
	@echo 'make vectors   write the test vectors again'

demo:
	@Scripts/install-packages build
	swift build -c release --product traceledger
	@Scripts/demo

test:
	@Scripts/install-packages test
	@Scripts/test

check:
	@Scripts/install-packages test
	@Scripts/check

bench:
	@Scripts/install-packages build
	swift build -c release --product TraceBench
	@"$$(swift build -c release --show-bin-path)/TraceBench" $(ARGS)

mutants:
	@Scripts/install-packages test
	@Scripts/mutants

fuzz:
	@Scripts/install-packages build
	@Scripts/fuzz all $(or $(SECONDS),60)

pictures:
	@Scripts/pictures

docs:
	@Scripts/install-packages build
	@Scripts/docs

vectors:
	@Scripts/install-packages test
	@Scripts/make-vectors

clean:
	rm -rf .build .build-fuzz demo-output

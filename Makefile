# Two commands matter: `make serve` shows the page, `make test` runs everything that CI runs.
# The work is in static/build and tests/tools; each target installs what it lacks and works alone.

SHELL := /bin/bash
.DEFAULT_GOAL := serve
.PHONY: serve build records test test-python test-cpython bench e2e e2e-browsers screenshots rust tools trunk packages browser browsers cpython env

# Build the page if anything changed, then serve dist/ and print its address (PORT=8080 by default, else the next free one).
# The Python engine is built beside it, and appears in the page when it is done.
serve: rust
	@static/build/build.sh page
	@exec node static/build/serve.mjs dist --engine --port "$${PORT:-8080}"

# Leave the page in dist/: static files with relative addresses.
build: rust
	@static/build/build.sh

# Renew the records of the demos and of CPython, and say which have changed.
records:
	@tests/tools/records.sh

# Everything, the cheapest first.
test: tools trunk browsers
	@tests/tools/test.sh

# The Python engine, which takes minutes to build: Python programs compared with what CPython did with them.
test-python: tools packages
	@tests/tools/python.sh

# CPython's own tests of asyncio and coroutines, in the worker's wasm.
test-cpython: tools packages cpython
	@tests/tools/cpython.sh

# The runtime beside its peers: one JSON object a figure, ratios of one run.
bench: tools browser build
	@tests/tools/bench.sh

# The browser tests alone, against the dist/ that is there.
e2e: browser
	@tests/tools/e2e.sh

# Those in Firefox and WebKit.
e2e-browsers: browsers
	@tests/tools/e2e.sh tests/browsers/*.test.mjs

# Pictures of the page into target/screenshots, against the dist/ that is there.
screenshots: browser
	@tests/tools/screenshots.sh

# The toolchain and wasm-opt, without which nothing can begin.
rust:
	@static/build/install.sh rust

# They, and wasm-bindgen.
tools:
	@static/build/install.sh

# What `trunk serve` needs beside them. It has more crates than all else together, so the build does without.
trunk: rust
	@static/build/install.sh trunk

# The npm packages of the tests.
packages:
	@tests/tools/install.sh packages

# Chromium and its driver, and the npm packages.
browser:
	@tests/tools/install.sh browser

# They, and Firefox and WebKit.
browsers:
	@tests/tools/install.sh browsers

# CPython's own tests, unless one that is installed brings them.
cpython:
	@tests/tools/install.sh cpython

# `eval "$$(make -s env)"` puts the tools on PATH, for a plain `trunk serve`.
env: tools trunk
	@static/build/env.sh

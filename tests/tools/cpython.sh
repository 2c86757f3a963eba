#!/usr/bin/env bash
# CPython's own tests in the Python engine: `cpython.sh [OPTION...]` in one that it builds if need be,
# `cpython.sh dist/python` in the page's. tests/cpython/README.md has the options.

source "$(dirname "$0")/env.sh"
find_browser
find_cpython || { say "There is no CPython whose tests are pinned: tests/tools/install.sh cpython"; exit 1; }
if [[ -d ${1:-} ]]; then
    engine=$1
    shift
else
    engine=$(static/build/engine.sh)
fi
node tests/cpython/run.mjs "$engine" "$cpython_version" "$cpython_tests" "$@"

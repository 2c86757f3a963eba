#!/usr/bin/env bash
# Browser tests against the dist/ that is there; arguments name single files or go to node (`--test-name-pattern=...`).

source "$(dirname "$0")/env.sh"
find_browser
[[ -f dist/index.html ]] || { echo "There is no dist/ yet: make build" >&2; exit 1; }
options=()
files=()
for argument in "$@"; do
    if [[ $argument == -* ]]; then options+=("$argument"); else files+=("$argument"); fi
done
((${#files[@]})) || files=(tests/e2e/*.test.mjs)
if [[ ${files[*]} == *tests/browsers/* ]]; then
    find_other_browsers || { echo "Firefox, WebKitWebDriver, MiniBrowser or Xvfb is missing: make browsers" >&2; exit 1; }
fi
# Two files at a time: a browser is idle for a third of its tests, and what they wait for is bound by nothing but the time for
# a whole file, which is that of a machine that does much else.
failed=$(mktemp)
trap 'rm -f "$failed"' EXIT
if node --test --test-concurrency=2 --test-timeout=600000 \
    --test-reporter=tap --test-reporter-destination=stdout \
    --test-reporter=./tests/tools/failed_files.mjs --test-reporter-destination="$failed" \
    "${options[@]}" "${files[@]}"; then
    exit 0
fi
# What fails beside another file may have had too little of the machine: frames, long tasks and animations are measured. Alone
# it has to pass, and its name is told either way.
mapfile -t again <"$failed"
((${#again[@]} && ${#again[@]} <= 4)) || exit 1
echo "Once more, alone: ${again[*]##*/}"
node --test --test-concurrency=1 --test-timeout=600000 --test-reporter=tap "${options[@]}" "${again[@]}"

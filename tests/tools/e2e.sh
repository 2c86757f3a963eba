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
# One file after the other: parallel browsers on a small machine make each other late. The time is for a whole file, on a
# machine that does much else.
exec node --test --test-concurrency=1 --test-timeout=300000 "${options[@]}" "${files[@]}"

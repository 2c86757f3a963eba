#!/usr/bin/env bash
# Renews the records that programs are compared with, and says which it wrote: those that the demos leave (tests/golden),
# and those of what CPython does with the demos' twins and the scenarios (tests/oracle).
#
# Builds in CARGO_TARGET_DIR if that is set, else in the common build cache.

set -euo pipefail
if [[ -n ${CARGO_TARGET_DIR:-} ]]; then
    cd "$(dirname "$0")/../.."
else
    source "$(dirname "$0")/env.sh"
    claim_build_cache
fi

# The records were made with 3.13.0; where pyenv manages the versions, its name for that one says which.
export PYENV_VERSION=${PYENV_VERSION:-3.13.0}
for python in python3.13 python3.14 python3 ""; do
    if [[ -z $python ]]; then
        echo "CPython 3.13 or newer is needed to record what the twins of the demos do." >&2
        exit 1
    fi
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null && break
done

if ! said=$(UPDATE_GOLDEN=1 cargo test --quiet --locked --features cli --test demos -- --nocapture \
    every_demo_leaves_the_record_of_its_golden_file 2>&1); then
    echo "$said" >&2
    exit 1
fi
UPDATE_GOLDEN=1 cargo test --quiet --locked --features cli --test demos -- --nocapture paths:: | grep -E '^wrote ' || true
# Records of demos in Python are made by their engine: tests/python/demos.mjs.
UPDATE_GOLDEN=1 cargo test --quiet --locked --features cli --test demos -- --nocapture previews | grep -E '^wrote ' || true
grep -E '^(wrote|removed) ' <<<"$said" || echo "tests/golden: nothing has changed"
"$python" tests/oracle/record.py

#!/usr/bin/env bash
# Fetches the packages that programs can import (src/python/packages.lock) into the build cache, with the machine's own pip
# and the index that it is configured for. Needs no network if nothing is lacking.

source "$(dirname "$0")/env.sh"

# A Python with pip, or with venv, which brings it.
find_pip() {
    for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || continue
        "$python" -m pip --version >/dev/null 2>&1 && return
        "$python" -c 'import ensurepip' 2>/dev/null && return
    done
    return 1
}

if ! find_pip; then
    needs apt-get "or a Python of 3.9 or newer with pip, installed by hand"
    say "Installing pip"
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update
    "${as_root[@]}" apt-get install --yes --no-install-recommends python3-pip
    find_pip
fi
"$python" static/build/packages.py "$cache/packages"

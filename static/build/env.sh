#!/usr/bin/env bash
# Where the tools and the build cache are. Sourced by the other scripts; run by itself it prints the PATH to export.
#
# Both live outside the checkout, so that a fresh clone finds them warm.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

channel=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)
trunk_version=0.22.1
# The command must be of exactly the version of the crate: their format changes with each release.
bindgen_version=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[",]/, "", $3); print $3 }' Cargo.lock)

cache=${XDG_CACHE_HOME:-$HOME/.cache}/loopline
trunk_dir=$cache/tools/trunk-$trunk_version
bindgen_dir=$cache/tools/wasm-bindgen-$bindgen_version

# npm's wasm-opt must come before the system's: Debian's is too old to read what this compiler writes.
tools_path=$root/tests/node_modules/.bin:$trunk_dir/bin:$bindgen_dir/bin

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    printf 'export PATH=%q:"$PATH"\n' "$tools_path"
    exit
fi

export PATH=$tools_path:$PATH
export RUSTUP_TOOLCHAIN=$channel
export CARGO_TARGET_DIR=$cache/target/$channel-$(sha256sum Cargo.lock | cut -c1-16)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

# Takes the build cache for this checkout until the script ends.
#
# Checkouts share it, and cargo tells them apart by nothing but the time of their files: one that was changed before
# another was built would be given the other's page. So whoever comes second waits, and our own package (not its
# dependencies) is built anew when the checkout changes.
claim_build_cache() {
    mkdir -p "$CARGO_TARGET_DIR"
    exec 9>"$CARGO_TARGET_DIR/.claim"
    if ! flock --nonblock 9; then
        say "Another checkout is building; waiting for it."
        flock 9
    fi
    local owner=$CARGO_TARGET_DIR/.checkout
    if [[ $(cat "$owner" 2>/dev/null) != "$root" ]]; then
        find "$CARGO_TARGET_DIR" -path '*/.fingerprint/loopline-*' -prune -exec rm -rf {} +
        printf '%s' "$root" >"$owner"
    fi
    # Each lock file has a cache of its own: those not used for a month go.
    touch "$CARGO_TARGET_DIR"
    find "$cache/target" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} +
}

# program where-to-get-it
needs() {
    command -v "$1" >/dev/null && return
    say "Loopline needs $1: $2"
    exit 1
}

# The packages of npm that the build needs, or with `tests` all that the tests need, which are three times as large. Its
# words go where the others' do: `make env` is evaluated.
npm_packages() {
    local installed=tests/node_modules/.loopline-lock options=()
    ! cmp -s tests/package-lock.json "$installed" || return 0
    if [[ ${1:-} != tests ]]; then
        installed=tests/node_modules/.loopline-lock-build
        ! cmp -s tests/package-lock.json "$installed" || return 0
        options=(--omit=dev)
    fi
    needs npm https://nodejs.org
    say "Installing the npm packages of the ${1:-build}"
    npm ci --prefix tests "${options[@]}" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    cp tests/package-lock.json "$installed"
}

#!/usr/bin/env bash
# Installs what is missing and says nothing when nothing is: `install.sh tools`, `browser` or `cpython`.

source "$(dirname "$0")/env.sh"

# program where-to-get-it
needs() {
    command -v "$1" >/dev/null && return
    say "Loopline needs $1: $2"
    exit 1
}

toolchain() {
    needs rustup https://rustup.rs
    # `rustup run` would fetch by itself on some machines and refuse on others: ask for it by name.
    if ! rustup toolchain list | grep -q "^$channel-" ||
        ! rustup target list --installed --toolchain "$channel" | grep -q '^wasm32-unknown-unknown$' ||
        ! rustup component list --installed --toolchain "$channel" | grep -q '^clippy-'; then
        say "Installing Rust $channel"
        # rustup itself is not ours to update, and some machines have it where it could not.
        rustup toolchain install "$channel" --no-self-update --profile minimal \
            --component clippy --component rustfmt --target wasm32-unknown-unknown
    fi
}

# crate version folder program
crate() {
    [[ -x $3/bin/$4 ]] && return
    say "Installing $1 $2 (once, some minutes)"
    # Not optimised: these tools run for seconds, and take many minutes to build at full speed. The target folder is
    # fixed, so that an install that was cut short goes on where it stopped.
    local options=(--debug --root "$3" --version "=$2" --target-dir "$cache/tools/build")
    # A registry mirror may not yet have a version that the crate's lock file names.
    cargo "+$channel" install --locked "${options[@]}" "$1" || cargo "+$channel" install "${options[@]}" "$1"
    rm -rf "$cache/tools/build"
}

# Its words go where the others' do: `make env` is evaluated.
npm_packages() {
    needs npm https://nodejs.org
    local stamp=tests/node_modules/.loopline-lock
    if ! cmp -s tests/package-lock.json "$stamp"; then
        say "Installing the npm packages of the tests"
        npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel=error >&2
        cp tests/package-lock.json "$stamp"
    fi
}

apt_install() {
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update
    "${as_root[@]}" apt-get install --yes --no-install-recommends "$@"
}

browser() {
    find_browser && return
    needs apt-get "or Chromium and its driver installed by hand, named by CHROMIUM and CHROMEDRIVER"
    say "Installing Chromium and its driver"
    apt_install chromium chromium-driver
}

# Its own tests come with CPython where it was built from source; Debian has them in a package.
cpython() {
    find_cpython && return
    needs apt-get "or a CPython of a version in tests/cpython with its package test, named by CPYTHON"
    say "Installing CPython's own tests"
    apt_install libpython3.11-testsuite
    find_cpython && return
    say "The tests of CPython that are installed are not of a version in tests/cpython."
    exit 1
}

case ${1:-tools} in
tools)
    toolchain
    npm_packages
    crate trunk "$trunk_version" "$trunk_dir" trunk
    crate wasm-bindgen-cli "$bindgen_version" "$bindgen_dir" wasm-bindgen
    ;;
browser)
    npm_packages
    browser
    ;;
cpython)
    cpython
    ;;
*)
    echo "usage: install.sh tools|browser|cpython" >&2
    exit 2
    ;;
esac

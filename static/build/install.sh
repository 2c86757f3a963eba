#!/usr/bin/env bash
# Installs what the build needs and is missing, and says nothing when nothing is: toolchain, wasm-opt and wasm-bindgen, or
# one part of it: `rust` (with wasm-opt), `bindgen`; and `trunk`, which only `trunk serve` needs.

source "$(dirname "$0")/env.sh"

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

# crate version folder program option...
crate() {
    [[ -x $3/bin/$4 ]] && return
    say "Installing $1 $2 (once, some minutes)"
    # Not optimised, and without debug information: these tools run for seconds, and take many minutes to build at full
    # speed. The target folder is fixed, so that an install that was cut short goes on where it stopped.
    local build=$cache/tools/build-$1
    local options=(--debug --root "$3" --version "=$2" --target-dir "$build" "${@:5}")
    export CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
    # A registry mirror may not yet have a version that the crate's lock file names.
    cargo "+$channel" install --locked "${options[@]}" "$1" || cargo "+$channel" install "${options[@]}" "$1"
    rm -rf "$build"
}

bindgen() {
    # By default it could fetch a driver over TLS, which the tests are given.
    crate wasm-bindgen-cli "$bindgen_version" "$bindgen_dir" wasm-bindgen --no-default-features
}

case ${1:-} in
"")
    toolchain
    npm_packages
    bindgen
    ;;
rust)
    toolchain
    npm_packages
    ;;
bindgen)
    bindgen
    ;;
trunk)
    crate trunk "$trunk_version" "$trunk_dir" trunk
    ;;
*)
    echo "usage: install.sh [rust|bindgen|trunk]" >&2
    exit 2
    ;;
esac

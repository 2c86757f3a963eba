#!/usr/bin/env bash
# Installs what the build needs and is missing: toolchain, trunk, wasm-bindgen, wasm-opt. Says nothing when nothing is.

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

toolchain
npm_packages
crate trunk "$trunk_version" "$trunk_dir" trunk
crate wasm-bindgen-cli "$bindgen_version" "$bindgen_dir" wasm-bindgen

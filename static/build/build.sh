#!/usr/bin/env bash
# Builds the page in release mode into dist/, and the Python engine beside it: `build.sh` both, `build.sh page` or
# `build.sh engine` one of them. What is there already and made of the same is left alone.

source "$(dirname "$0")/env.sh"
stamp=target/dist.stamp

# Compared by content: cargo would find nothing to do by itself, but wasm-bindgen and wasm-opt run every time.
page() {
    local made_of
    made_of=$({
        find src static index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml .cargo tests/package-lock.json \
            -type f -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    } | sha256sum)
    [[ ! -f dist/index.html || $(cat "$stamp" 2>/dev/null) != "$made_of" ]] || return 0
    claim_build_cache
    say "Building the page"
    rm -f "$stamp"
    # What only one core can do, the link of the one or the other, is done while the other core compiles.
    static/build/install.sh bindgen 9>&- &
    local bindgen=$!
    cargo build --locked --release --target wasm32-unknown-unknown --bin main --bin demos
    wait "$bindgen"
    node static/build/page.mjs
    mkdir -p target
    printf '%s' "$made_of" >"$stamp"
    # The engine's build takes the cache itself.
    exec 9>&-
}

# Of the same sources as the page that is there.
engine() {
    local made name
    made=$(static/build/engine.sh)
    name=worker-${made##*/}
    [[ ! -f dist/python/${name}_bg.wasm || ! -f dist/python/${name}_bg.js ]] || return 0
    TRUNK_STAGING_DIR=$root/dist node static/build/finish.mjs engine
}

case ${1:-} in
"")
    page
    engine
    ;;
page | engine)
    "$1"
    ;;
*)
    echo "usage: build.sh [page|engine]" >&2
    exit 2
    ;;
esac

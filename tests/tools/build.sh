#!/usr/bin/env bash
# Builds the page in release mode into dist/, unless what it is made of is what the last build was made of.

source "$(dirname "$0")/env.sh"

# Compared by content: cargo would find nothing to do by itself, but wasm-bindgen and wasm-opt run every time.
made_of=$({
    find src static index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml .cargo tests/package-lock.json tests/tools/engine.sh \
        -type f -not -path '*/node_modules/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    echo "$trunk_version"
} | sha256sum)
stamp=target/dist.stamp

tests/tools/engine.sh >/dev/null
if [[ -f dist/index.html && -n $(compgen -G "dist/python/worker-*.wasm") && $(cat "$stamp" 2>/dev/null) == "$made_of" ]]; then
    exit
fi
claim_build_cache
say "Building the page"
rm -f "$stamp"
trunk build --release --locked
mkdir -p target
printf '%s' "$made_of" >"$stamp"

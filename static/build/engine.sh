#!/usr/bin/env bash
# The Python engine for the page: worker_bg.js, worker_bg.wasm and the packs of Python's library and of packages, in a folder
# of the build cache named after what they are made of. `engine.sh` makes it unless it is there, which takes minutes;
# `engine.sh find` only looks. Both print the folder.

source "$(dirname "$0")/env.sh"

# An engine without packages is better than none.
[[ ${1:-} == find ]] || static/build/packages.sh >&2 || say "The Python engine is built without them."

# What the binary `worker` links (tests/house/layering.rs holds python/ to it), and what makes it.
made_of=$(
    {
        find src/bin/worker.rs src/build.rs src/build src/lib.rs src/changes src/clock.rs src/inspection src/trace src/engine src/advice src/network src/runtime \
            src/python Cargo.toml Cargo.lock rust-toolchain.toml .cargo static/build/engine.sh -type f -print0 |
            LC_ALL=C sort -z | xargs -0 sha256sum
        # The packages that are there: their names have the hashes of their wheels.
        find "$cache/packages" -mindepth 1 -maxdepth 1 -type d -name '*-*' -printf '%f\n' 2>/dev/null | LC_ALL=C sort || true
    } | sha256sum | cut -c1-16
)
engine=$cache/engine/$made_of

# Where src/build.rs has left the packs: cargo says so of every build script that it has run, now or before.
pack_folder() {
    cargo build --locked --release --target wasm32-unknown-unknown --no-default-features --features python --bin worker \
        --message-format json 2>/dev/null |
        node -e '
            const lines = require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean).map(JSON.parse);
            const scripts = lines.filter(({ reason, package_id }) => reason === "build-script-executed" && /loopline/.test(package_id));
            console.log(`${scripts.at(-1).out_dir}/packs`);'
}

if [[ ! -d $engine ]]; then
    [[ ${1:-} != find ]] || exit 0
    claim_build_cache
    say "Building the Python engine (once for these sources, some minutes)"
    cargo build --locked --release --target wasm32-unknown-unknown --no-default-features --features python --bin worker >&2
    made=$engine.$$
    trap 'rm -rf "$made"' EXIT
    # Its script leaves making the instance to ours, which gives it an import that can wait: static/python-worker.js.
    wasm-bindgen --target bundler --no-typescript --remove-name-section --remove-producers-section --out-dir "$made" \
        "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/worker.wasm"
    cp "$(pack_folder)"/*.pack "$made"
    # No wasm-opt: 4 % faster, but 4 % more to download, since what it makes shorter compresses less.
    mv "$made" "$engine"
    # Every change of the engine leaves one: those not used for a month go.
    find "$cache/engine" -mindepth 1 -maxdepth 1 -mtime +30 -exec rm -rf {} +
fi
touch "$engine"
echo "$engine"

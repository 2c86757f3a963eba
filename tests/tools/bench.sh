#!/usr/bin/env bash
# Figures, one JSON object a line. Nothing passes or fails by them.

source "$(dirname "$0")/env.sh"
claim_build_cache
cargo bench --quiet --locked --no-default-features --features cli --bench native

find_browser
cargo build --quiet --locked --release --target wasm32-unknown-unknown --example bench
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wasm-bindgen --target web --out-dir "$folder" --no-typescript \
    "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/examples/bench.wasm"
node tests/bench/browser.mjs "$folder"
# The Python engine, the page itself, as `make bench` has just built them. Beside it, a CPython that runs.
! find_cpython || export PYENV_VERSION=$cpython_version
for python in python3.13 python3; do
    "$python" -c "" 2>/dev/null && break
done
node tests/bench/python.mjs dist/python "$python"
node tests/bench/network.mjs dist/python "$python"
node tests/bench/size.mjs
node tests/bench/frames.mjs
node tests/bench/lighthouse.mjs

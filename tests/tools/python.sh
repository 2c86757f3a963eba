#!/usr/bin/env bash
# The tests of the Python engine: Python programs natively, then in the worker's wasm under node. The first native build
# takes ten minutes or so, which is why `make test` does the latter only.

source "$(dirname "$0")/env.sh"
# It takes the build cache itself.
engine=$(static/build/engine.sh)
claim_build_cache
cargo clippy --locked --profile engine --no-default-features --features cli,python --all-targets -- -D warnings
cargo test --locked --profile engine --no-default-features --features cli,python --test python_engine
cargo build --locked --profile engine --no-default-features --features cli,python --bin loopline
python3 tests/packages/suites.py "$CARGO_TARGET_DIR/engine/loopline"
node tests/python/demos.mjs "$CARGO_TARGET_DIR/engine/loopline" "$engine" --check
node tests/python/pyodide.mjs
node tests/python/worker.mjs "$engine" --bad
node tests/python/random.mjs "$engine"

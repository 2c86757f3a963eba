#!/usr/bin/env bash
# The tests of the Python engine: Python programs natively, then the worker's wasm under node. The first build takes
# ten minutes or so, which is why `make test` does not do it.

source "$(dirname "$0")/env.sh"
claim_build_cache
cargo clippy --locked --profile engine --no-default-features --features cli,python --all-targets -- -D warnings
cargo test --locked --profile engine --no-default-features --features cli,python --test python
node tests/python/pyodide.mjs

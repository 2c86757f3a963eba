#!/usr/bin/env bash
# Figures, one JSON object a line. Nothing passes or fails by them.

source "$(dirname "$0")/env.sh"
claim_build_cache
cargo bench --quiet --locked --no-default-features --features cli --bench native

#!/usr/bin/env bash
# Pictures of the page into target/screenshots; arguments go to screenshots.mjs.

source "$(dirname "$0")/env.sh"
find_browser
exec node tests/e2e/screenshots.mjs "$@"

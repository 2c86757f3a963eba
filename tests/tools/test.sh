#!/usr/bin/env bash
# Everything that CI runs, the cheapest first; stops at the first failure.

source "$(dirname "$0")/env.sh"
find_browser
claim_build_cache
mkdir -p target
log=target/test.log
: >"$log"
steps=0
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-always}

# title command...
step() {
    local title=$1 started=$SECONDS
    shift
    say "== $title"
    "$@" 2>&1 | tee -a "$log"
    steps=$((steps + 1))
    say "   $title: $((SECONDS - started)) s"
}

# state title command...
# Like `step`, for what takes minutes and depends on nothing but a state of files: once it has passed it is left out in this
# tree until that state has changed. A clone that is new runs all, and so does `make test ALL=1`.
proof() {
    local state=$1 title=$2 stamp
    shift
    stamp=target/proved/$(printf '%s\n' "${*:2}" "$state" | sha256sum | cut -c 1-16)
    if [[ -f $stamp && -z ${ALL:-} ]]; then
        say "== $title: passed before with the same files ($(<"$stamp") s)"
        return
    fi
    local started=$SECONDS
    step "$@"
    mkdir -p target/proved
    echo $((SECONDS - started)) >"$stamp"
}

# The programs beside the files that a proof depends on.
say_versions() {
    node --version
    rustc --version
    "$CHROMIUM" --version
}

# All that is written by hand.
hash_sources() {
    find . \( -name node_modules -o -path ./.git -o -path ./target -o -path ./dist \) -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum
    say_versions
}

# What the proofs of the Python engine depend on: the engine as it is shipped, its tests, and what runs them.
hash_engine_state() {
    local files=(dist/python dist/python-worker.js static/reference src/demos src/python tests)
    find "${files[@]}" \( -name node_modules -o -path tests/e2e \) -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum
    say_versions
}

check_scripts() {
    local file
    while IFS= read -r -d '' file; do
        node --check "$file"
    done < <(find static tests -path '*/node_modules' -prune -o \( -name '*.js' -o -name '*.mjs' \) -print0)
    # A lock file that names a mirror works on one machine only.
    if grep -n '"resolved"' tests/package-lock.json; then
        echo "tests/package-lock.json names a registry: npm install --omit-lockfile-registry-resolved" >&2
        return 1
    fi
}

in_browser() {
    WASM_BINDGEN_TEST_WEBDRIVER_JSON=$root/tests/tools/webdriver.json \
        WASM_BINDGEN_TEST_TIMEOUT=${WASM_BINDGEN_TEST_TIMEOUT:-120} \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
        cargo test --locked --target wasm32-unknown-unknown --test web --test web_panic
}

sources=$(hash_sources | sha256sum)
# A macro declares the modules of the demos, so their files are named.
step "format" cargo fmt --check -- src/demos/*/*.rs
step "scripts" check_scripts
step "lint: core and command line" \
    cargo clippy --locked --all-targets --no-default-features --features cli -- -D warnings
step "lint: page, natively" cargo clippy --locked --all-targets --features cli -- -D warnings
step "lint: page, for wasm" cargo clippy --locked --target wasm32-unknown-unknown --lib --bins --test web --test web_panic -- -D warnings
# One run with every feature: what the core does is the same without the page, and the lints above build it so.
step "tests: native" cargo test --locked --features cli
# Its twin is recorded, which takes a CPython of the records' version or newer.
if find_recording_python; then
    proof "$sources" "a demo is added as the README says" node tests/added-demo.mjs
else
    say "There is no CPython 3.13 or newer to record a new demo's twin with: adding one is left out."
fi
proof "$sources" "records: CPython 3.14" node tests/oracle/pyodide.mjs
proof "$sources" "tests: wasm in Chromium" in_browser
# The build takes the cache itself, and has to find it free.
exec 9>&-
step "release build" static/build/build.sh
proof "$sources" "the page of trunk is the same" node tests/tools/same-as-trunk.mjs
engine=$(hash_engine_state | sha256sum)
proof "$engine" "Python programs in the worker's wasm" node tests/python/worker.mjs dist/python
proof "$engine" "Python programs with threads in the page's worker" node tests/python/worker.mjs dist/python --browser
proof "$engine" "Python programs that go wrong in the page's worker" node tests/python/worker.mjs dist/python --browser --bad
proof "$engine" "Values are those of CPython's frames" node tests/values/compare.mjs dist/python
proof "$engine" "Values at moments, watched and unreadable" env ENGINE=dist/python node --test tests/values/moments.mjs
proof "$engine" "The table of Python's library" node tests/python/library_table.mjs dist/python
proof "$engine" "Python programs made at random: CPython 3.14 and the worker's wasm" node tests/python/random.mjs dist/python
# Where there is a CPython whose tests are known.
if find_cpython; then
    proof "$engine" "CPython's own tests in the page's worker" tests/tools/cpython.sh dist/python
else
    say "There is no CPython whose own tests are pinned in tests/cpython: they are left out."
fi
# What is built may differ where no source does: by the address that its pages are made for.
page=$(find dist -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | cat - <(echo "$sources") | sha256sum)
proof "$page" "tests: end to end" tests/tools/e2e.sh
proof "$page" "tests: end to end in Firefox and WebKit" tests/tools/e2e.sh tests/browsers/*.test.mjs

passed=$(sed 's/\x1b\[[0-9;]*m//g' "$log" |
    awk '/^test result: ok\. / { n += $4 } /^(ℹ|#) pass / { n += $3 } END { print n + 0 }')
say "All passed: $passed tests in $steps steps, $SECONDS s."

#!/usr/bin/env bash
# The build's tools and cache, and what only tests need of a machine: a browser, a CPython. Sourced by the other scripts.

source "$(dirname "${BASH_SOURCE[0]}")/../../static/build/env.sh"

# The browser that the tests drive; CHROMIUM and CHROMEDRIVER name others.
find_browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        [[ -n ${CHROMIUM:-} ]] && break
        CHROMIUM=$(command -v "$name" || true)
    done
    CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver || true)}
    [[ -n $CHROMIUM && -n $CHROMEDRIVER ]] && export CHROMIUM CHROMEDRIVER
}

# The other two in which the page is tested, and the display that WebKit needs; FIREFOX, WEBKIT_DRIVER and MINIBROWSER name
# others.
find_other_browsers() {
    local program
    FIREFOX=${FIREFOX:-$(command -v firefox-esr || command -v firefox || true)}
    WEBKIT_DRIVER=${WEBKIT_DRIVER:-$(command -v WebKitWebDriver || true)}
    # Beside WebKit's library, where each distribution has it elsewhere.
    for program in /usr/lib*/{,*/}webkit2gtk-4*/MiniBrowser; do
        [[ -n ${MINIBROWSER:-} || ! -x $program ]] || MINIBROWSER=$program
    done
    [[ -n $FIREFOX && -n $WEBKIT_DRIVER && -n ${MINIBROWSER:-} ]] && command -v Xvfb >/dev/null &&
        export FIREFOX WEBKIT_DRIVER MINIBROWSER
}

# The tests that CPython has of itself, of the newest version that tests/cpython pins; CPYTHON names another.
find_cpython() {
    local pins version python said
    local ask='import importlib.util, os, platform, test
importlib.util.find_spec("test.test_asyncio") and print(platform.python_version(), os.path.dirname(test.__file__))'
    for pins in $(printf '%s\n' tests/cpython/*.txt | sort -rV); do
        version=$(basename "$pins" .txt)
        # Where pyenv manages them, its name for a version says which.
        for python in "${CPYTHON:-python${version%.*}}" "/usr/bin/python${version%.*}"; do
            said=$(PYENV_VERSION=$version "$python" -c "$ask" 2>/dev/null) || continue
            read -r cpython_version cpython_tests <<<"$said"
            [[ -n $said && ($cpython_version == "$version" || -n ${CPYTHON:-}) ]] && return
        done
    done
    return 1
}

# A CPython that can record what the twins of the demos do; the records were made with 3.13.0.
find_recording_python() {
    local python
    for python in python3.13 python3.14 python3; do
        PYENV_VERSION=${PYENV_VERSION:-3.13.0} "$python" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null && return
    done
    return 1
}

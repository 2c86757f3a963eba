#!/usr/bin/env bash
# Installs what only the tests need and is missing, and says nothing when nothing is: `install.sh packages` (of npm),
# `browser` (them too) or `cpython`.

source "$(dirname "$0")/env.sh"

apt_install() {
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update
    "${as_root[@]}" apt-get install --yes --no-install-recommends "$@"
}

browser() {
    find_browser && return
    needs apt-get "or Chromium and its driver installed by hand, named by CHROMIUM and CHROMEDRIVER"
    say "Installing Chromium and its driver"
    apt_install chromium chromium-driver
}

# Its own tests come with CPython where it was built from source; Debian has them in a package.
cpython() {
    find_cpython && return
    needs apt-get "or a CPython of a version in tests/cpython with its package test, named by CPYTHON"
    say "Installing CPython's own tests"
    apt_install libpython3.11-testsuite
    find_cpython && return
    say "The tests of CPython that are installed are not of a version in tests/cpython."
    exit 1
}

case ${1:-} in
packages)
    npm_packages tests
    ;;
browser)
    npm_packages tests
    browser
    ;;
cpython)
    cpython
    ;;
*)
    echo "usage: install.sh packages|browser|cpython" >&2
    exit 2
    ;;
esac

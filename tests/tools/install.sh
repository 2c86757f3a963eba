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

# Its own tests come with a CPython that was built from source, as pyenv builds it.
cpython() {
    find_cpython && return
    say "A CPython of a version in tests/cpython with its package test is needed, as pyenv builds it; CPYTHON names it."
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

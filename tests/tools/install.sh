#!/usr/bin/env bash
# Installs what only the tests need and is missing, and says nothing when nothing is: `install.sh packages` (of npm),
# `browser` (them too), `browsers` (that one and the other two) or `cpython`.

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

other_browsers() {
    find_other_browsers && return
    local wanted="Firefox, WebKitGTK with WebKitWebDriver and MiniBrowser, and Xvfb"
    needs apt-get "or $wanted installed by hand; FIREFOX, WEBKIT_DRIVER and MINIBROWSER name them"
    say "Installing $wanted"
    apt_install firefox-esr webkit2gtk-driver xvfb ||
        say "Debian's packages firefox-esr, webkit2gtk-driver and xvfb cannot be installed here."
    find_other_browsers && return
    say "The page is tested in $wanted, and one of them is missing: FIREFOX, WEBKIT_DRIVER and MINIBROWSER name those that are elsewhere."
    exit 1
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
browsers)
    npm_packages tests
    browser
    other_browsers
    ;;
cpython)
    cpython
    ;;
*)
    echo "usage: install.sh packages|browser|browsers|cpython" >&2
    exit 2
    ;;
esac

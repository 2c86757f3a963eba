#!/usr/bin/env bash
# What a newcomer's first `make build` goes through: a fresh clone and an empty home, so no toolchain, no cargo registry
# and no cache; only rustup and node are taken as given. Says how long it took, and leaves nothing behind.

set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
zero=$(mktemp -d)
trap 'rm -rf "$zero"' EXIT
mkdir "$zero/home" "$zero/bin"
# rustup alone, under the names by which it stands in for the tools: not whatever cargo has installed beside them.
for name in rustup cargo rustc rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do
    ln -s "$(command -v rustup)" "$zero/bin/$name"
done
git clone --quiet "$root" "$zero/clone"
cd "$zero/clone"
# How this machine reaches the network is not part of the question.
network=()
for name in HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS; do
    [[ -z ${!name:-} ]] || network+=("$name=${!name}")
done
# The folder of rustup itself is left out of the PATH: it is the one that cargo installs into.
path=$zero/bin:$(dirname "$(command -v node)"):/usr/local/bin:/usr/bin:/bin
fresh() { env -i HOME="$zero/home" PATH="$path" TERM=dumb LANG=C.UTF-8 "${network[@]}" nice "$@"; }

began=$SECONDS
fresh make tools
tools=$((SECONDS - began))
said=$(fresh make tools 2>&1)
[[ -z $said ]] || { printf 'A second `make tools` should have nothing to do, and says:\n%s\n' "$said" >&2; exit 1; }
fresh make build
[[ -s dist/index.html ]] || { echo "there is no page" >&2; exit 1; }
echo "From zero on $(nproc) cores: tools in $tools s, the page after $((SECONDS - began)) s."

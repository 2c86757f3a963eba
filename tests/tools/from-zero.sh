#!/usr/bin/env bash
# What a newcomer's first `make serve` goes through: a fresh clone and an empty home, so no toolchain, no cargo registry and
# no cache; only rustup and node are taken as given. Says after how long the page is there, and its Python engine, and how
# many crates were compiled until then, which does not depend on what else the machine does. Leaves nothing behind.
# `from-zero.sh page` does not wait for the engine.

set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
zero=$(mktemp -d)
server=
# The server ends what it has started.
trap '[[ -z $server ]] || { kill "$server"; wait "$server"; } 2>/dev/null; rm -rf "$zero"' EXIT
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
fresh=(env -i HOME="$zero/home" PATH="$path" PORT="${PORT:-8090}" TERM=dumb LANG=C.UTF-8 "${network[@]}" nice)
log=$zero/log
# What so far was said to be compiled.
crates() { grep -c '^ *Compiling ' "$log" || true; }

began=$SECONDS
"${fresh[@]}" make rust >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
tools=$((SECONDS - began))
said=$("${fresh[@]}" make rust 2>&1)
[[ -z $said ]] || { printf 'A second `make rust` should have nothing to do, and says:\n%s\n' "$said" >&2; exit 1; }

# By itself, not under make, so that it can be ended by its id.
"${fresh[@]}" static/build/build.sh page >>"$log" 2>&1 || { cat "$log" >&2; exit 1; }
: >"$zero/served"
"${fresh[@]}" node static/build/serve.mjs dist --engine --port "${PORT:-8090}" >"$zero/served" 2>>"$log" &
server=$!
address=
until [[ -n $address ]]; do
    sleep 0.2
    kill -0 "$server"
    address=$(grep -o 'http://[^ ]*' "$zero/served" || true)
done
answer() { node -e 'fetch(process.argv[1]).then(async (response) => console.log(response.status, await response.text()))' "$address$1"; }
[[ $(answer "") == "200 <!doctype html>"* ]] || { echo "there is no page" >&2; exit 1; }
echo "From zero on $(nproc) cores: Rust in $tools s, the page after $((SECONDS - began)) s and $(crates) crates."
[[ ${1:-} != page ]] || exit 0
until [[ $(answer python/engine.json) == *'"name"'* ]]; do
    [[ $(answer python/engine.json) != *'"failed"'* ]] || { cat "$log" >&2; exit 1; }
    sleep 5
done
echo "The Python engine after $((SECONDS - began)) s and $(crates) crates."

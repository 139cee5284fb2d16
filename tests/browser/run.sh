#!/bin/sh
# Starts `pramen serve` over a database, drives it with run.mjs and ends it again.
#
#   tests/browser/run.sh PRAMEN DATABASE [BUILD_DIR [SCRIPT [ARGUMENT...]]]
#
# SCRIPT is another of the folder: screens.mjs, speed.mjs.
# Node modules are installed into BUILD_DIR (a temporary folder by default), never
# into the source tree.
set -eu
if [ $# -lt 2 ]; then
  echo "usage: $0 PRAMEN DATABASE [BUILD_DIR]" >&2
  exit 2
fi
pramen=$1
database=$2
source=$(cd "$(dirname "$0")" && pwd)
script=${4:-run.mjs}
temporary=$(mktemp -d)
build=${3:-$temporary/browser}
if [ $# -gt 4 ]; then shift 4; else shift $#; fi
log=$temporary/server.log
server=

finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$temporary"
}
trap finish EXIT
trap 'exit 1' INT TERM

mkdir -p "$build"
cp "$source/package.json" "$source/package-lock.json" "$source"/*.mjs "$build/"
if ! cmp -s "$build/package-lock.json" "$build/node_modules/.installed"; then
  (cd "$build" && npm ci --no-audit --no-fund --ignore-scripts >&2)
  cp "$build/package-lock.json" "$build/node_modules/.installed"
fi

# The client as its package holds it; a type that does not fit ends the run.
web=$source/../../server/web
node "$web/client/generate.mjs" --check
"$build/node_modules/.bin/tsc" -p "$web/client" --outDir "$build/client"
# A site of its own for the demo of the search box for other sites, let in by its name.
PRAMEN_DEMO=$web/demo
PRAMEN_DEMO_PORT=$(node -e 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')
PRAMEN_ALLOWED_ORIGINS=http://localhost:$PRAMEN_DEMO_PORT
export PRAMEN_DEMO PRAMEN_DEMO_PORT PRAMEN_ALLOWED_ORIGINS

"$pramen" serve --db "$database" --listen 127.0.0.1:0 2>"$log" &
server=$!
url=
tries=0
while [ -z "$url" ]; do
  url=$(grep -o 'http://[0-9.]*:[0-9]*/' "$log" | head -n 1 || true)
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "the server did not start:" >&2
    cat "$log" >&2
    exit 1
  fi
  [ -n "$url" ] || sleep 0.1
done
status=0
(cd "$build" && PRAMEN_URL=$url node "$script" "$@") || status=$?
exit $status

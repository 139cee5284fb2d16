#!/bin/sh
# Drives the editors' page with editor.mjs, over a copy of a corpus that may be written to, a database made of it and an
# account.
#
#   tests/browser/editor.sh PRAMEN CORPUS BUILD_DIR [SCRIPT [ARGUMENT...]]
#
# BUILD_DIR has the node modules (run.sh sees to them). SCRIPT is another of the folder: editor_screens.mjs. Ends with
# "N passed, N failed".
set -eu
if [ $# -lt 3 ]; then
  echo "usage: $0 PRAMEN CORPUS BUILD_DIR [SCRIPT [ARGUMENT...]]" >&2
  exit 2
fi
pramen=$1
build=$3
source=$(cd "$(dirname "$0")" && pwd)
temporary=$(mktemp -d)
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

cp -r "$2" "$temporary/corpus"
script=${4:-editor.mjs}
if [ $# -gt 4 ]; then shift 4; else shift $#; fi
cp "$source"/*.mjs "$build/"
"$pramen" index "$temporary/corpus" --db "$temporary/db" >&2
PRAMEN_EDITOR=day
PRAMEN_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export PRAMEN_EDITOR PRAMEN_PASSWORD
echo "$PRAMEN_PASSWORD" | "$pramen" editors add "$PRAMEN_EDITOR" --scope admin --password-stdin --db "$temporary/db"

log=$temporary/server.log
PRAMEN_QUERY_LOG_DAYS=30 "$pramen" serve --db "$temporary/db" --corpus "$temporary/corpus" --listen 127.0.0.1:0 2>"$log" &
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
(cd "$build" && PRAMEN_URL=$url node "$script" "$@")

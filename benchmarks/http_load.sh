#!/usr/bin/env bash
# http_load.sh BUILD_DIR [RECORDS]: requests a second and latencies of the real
# server over generated records, on this machine's loopback, with wrk (Debian's
# package). Bounded: a few seconds for each line. Where nginx is installed its
# static answer is measured beside ours, as the rival in the same run.
set -euo pipefail

build=$(realpath "${1:?usage: http_load.sh BUILD_DIR [RECORDS]}")
records=${2:-1000}
seconds=${SECONDS_EACH:-5}
command -v wrk >/dev/null || { echo "http_load.sh: wrk is missing (apt-get install wrk)" >&2; exit 2; }

folder=$(mktemp -d)
server=
front=
cleanup() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  [[ -z $front ]] || kill "$front" 2>/dev/null || true
  wait
  rm -rf "$folder"
}
trap cleanup EXIT

"$build/benchmarks/generate_records" "$records" >"$folder/records.jsonl"
"$build/cli/pramen" index "$folder/records.jsonl" --db "$folder/db" 2>/dev/null
"$build/cli/pramen" serve --db "$folder/db" --listen 127.0.0.1:0 2>"$folder/log" &
server=$!
for _ in $(seq 100); do
  url=$(grep -om1 'http://127[^ ]*' "$folder/log" || true)
  [[ -n $url ]] && break
  sleep 0.05
done
[[ -n ${url:-} ]] || { cat "$folder/log" >&2; exit 3; }

# 200 words that the records hold, each a different request; the counter of each
# thread begins elsewhere.
grep -o '"title":"[^"]*"' "$folder/records.jsonl" | sed 's/"title":"//; s/"$//' | tr ' ' '\n' | grep -E '^[[:alpha:]]+$' | sort -u | awk "NR <= 200" >"$folder/words"
cat >"$folder/queries.lua" <<LUA
local words = {}
for line in io.lines("$folder/words") do words[#words + 1] = line end
local next = math.random(#words)
function encode(s) return (s:gsub("[^%w]", function(c) return string.format("%%%02X", string.byte(c)) end)) end
function request()
  next = next % #words + 1
  return wrk.format("GET", PATH .. encode(words[next]))
end
LUA
sed 's|PATH|"/api/v1/search?limit=10\&q="|' "$folder/queries.lua" >"$folder/api.lua"
sed 's|PATH|"/?lang=sk\&q="|' "$folder/queries.lua" >"$folder/page.lua"

report() { # name, wrk options...
  local name=$1
  shift
  wrk --latency -t2 -d"${seconds}s" "$@" >"$folder/out"
  awk -v name="$name" '/Requests\/sec/{r=$2} $1=="50%"{p50=$2} $1=="99%"{p99=$2} /Non-2xx|Socket errors/{e=e" "$0} END{printf "%-34s %10s req/s   p50 %-9s p99 %-9s%s\n",name,r,p50,p99,e}' "$folder/out"
}

echo "$records records, 2 threads of wrk on the same machine, ${seconds} s each"
report "search JSON, 64 connections" -c64 -s "$folder/api.lua" "$url"
report "search page, 64 connections" -c64 -s "$folder/page.lua" "$url"
report "search JSON, 256 connections" -c256 -s "$folder/api.lua" "$url"
report "health/live, 64 connections" -c64 "${url}health/live"
if command -v nginx >/dev/null; then
  printf '%0223d' 0 >"$folder/static"
  cat >"$folder/nginx.conf" <<NGINX
worker_processes 2; daemon off; pid $folder/nginx.pid; error_log $folder/nginx.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000; server { listen 127.0.0.1:18931; root $folder; } }
NGINX
  nginx -c "$folder/nginx.conf" -p "$folder" 2>/dev/null &
  front=$!
  sleep 0.5
  report "rival: nginx, static 223 bytes" -c64 http://127.0.0.1:18931/static
fi

#!/usr/bin/env bash
# Starts docs/nginx.conf, with ports and paths of its own, in front of Prameň's place: first it is empty, then somebody
# sits there who never answers, then Prameň does, for readers and for editors.
#
#   tests/nginx/outage.sh PRAMEN FOLDER_THAT_HAS_unavailable
set -euo pipefail
pramen=$1 pages=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
for command in nginx openssl curl python3; do
  PATH=$PATH:/usr/sbin command -v "$command" >/dev/null || { echo "skipped: $command is missing"; exit 77; }
done
work=$(mktemp -d)
children=()
finish() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
plain=$(free_port) secure=$(free_port) behind=$(free_port)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost \
  -keyout "$work/privkey.pem" -out "$work/fullchain.pem" 2>/dev/null
sed -e "s|/etc/ssl/pramen|$work|; s|root /usr/local/share/pramen|root $pages|; s|127.0.0.1:8080|127.0.0.1:$behind|" \
    -e "/listen \[::\]/d; s|listen 80;|listen 127.0.0.1:$plain;|; s|listen 443|listen 127.0.0.1:$secure|" \
    -e "s|proxy_read_timeout 15s|proxy_read_timeout 1s|" "$root/docs/nginx.conf" >"$work/site.conf"
cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log $work/error.log;
daemon off;
events { }
http {
  types { text/html html; }
  access_log off;
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi; uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
  include $work/site.conf;
}
CONF
chmod 755 "$work"
PATH=$PATH:/usr/sbin nginx -e "$work/error.log" -c "$work/nginx.conf" &
children+=($!)
ask() { curl --silent --insecure --http2 --dump-header "$work/head" --output "$work/body.txt" --write-out '%{http_code}' "$@"; }
for ((try = 0; try < 100; ++try)); do
  [[ $(ask "https://127.0.0.1:$secure/" || true) != 000 ]] && break
  sleep 0.1
done

passed=0
expect() {  # STATUS TEXT CURL_ARGUMENTS...: the answer has the status, and the text in its head or body
  local status=$1 text=$2 got
  shift 2
  got=$(ask "$@") || true
  if [[ $got != "$status" ]] || ! grep -qiF -- "$text" "$work/head" "$work/body.txt"; then
    echo "expected $status with '$text', got $got for: $*" >&2
    cat "$work/head" "$work/body.txt" "$work/error.log" >&2
    exit 1
  fi
  passed=$((passed + 1))
}
site=https://127.0.0.1:$secure

away() {  # STATUS: every reader has a page in their language
  expect "$1" '<html lang="sk">' "$site/"
  expect "$1" '<html lang="hu">' "$site/record/x?lang=hu" -H 'Accept-Language: de'
  expect "$1" '<html lang="de">' "$site/" -H 'Accept-Language: fr-FR, de-AT;q=0.8, en;q=0.5'
  expect "$1" '<html lang="bg">' "$site/?q=a&lang=xx" -H 'Accept-Language: BG'
  expect "$1" '<html lang="en">' "$site/" -H 'Accept-Language: csb, en-GB'
  expect "$1" '<html lang="cs">' "$site/map?lang=cs"
  expect "$1" 'content-type: text/html; charset=utf-8' "$site/"
  expect "$1" 'retry-after: 30' "$site/"
  expect "$1" 'content-type: application/problem+json' "$site/api/v1/search?q=a"
  expect "$1" '"status":503' "$site/api/v1/search?q=a"
}

expect 301 "location: https://" "http://127.0.0.1:$plain/?q=a"
away 502
python3 -c 'import socket, sys, time
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(64); time.sleep(300)' "$behind" &
mute=$!
children+=("$mute")
for ((try = 0; try < 100; ++try)); do
  (: <>"/dev/tcp/127.0.0.1/$behind") 2>/dev/null && break
  sleep 0.1
done
expect 504 '<html lang="de">' "$site/?lang=de"
expect 504 '"status":503' "$site/api/v1/search?q=a"
kill "$mute"
wait "$mute" 2>/dev/null || true

mkdir -p "$work/corpus/records"
cp -r "$root/corpus/records" "$work/corpus/"
"$pramen" index "$work/corpus" --db "$work/db" >/dev/null
key=$("$pramen" keys create --name test --scope admin --db "$work/db" 2>/dev/null)
echo "correct horse battery" | "$pramen" editors add jana --password-stdin --db "$work/db" >/dev/null 2>&1
PRAMEN_PUBLIC_URL=$site "$pramen" serve --db "$work/db" --corpus "$work/corpus" --listen "127.0.0.1:$behind" --verbose 2>"$work/server.log" &
children+=($!)
for ((try = 0; try < 200; ++try)); do
  [[ $(ask "$site/health/live" || true) == 200 ]] && break
  sleep 0.1
done
expect 200 '<html lang="hu"' "$site/?lang=hu"
expect 200 '"hits":' "$site/api/v1/search?q=a"
expect 404 'pramen' "$site/record/nothing?lang=en"
expect 404 '' "$site/metrics"
expect 404 '' "$site/unavailable/sk.html"
# The same id in nginx's log and in ours.
expect 200 'x-request-id' "$site/api/v1/search?q=a"
id=$(sed -n 's/^x-request-id: \([0-9a-f]\{32\}\)\r$/\1/Ip' "$work/head")
grep -qF "[$id]" "$work/server.log" || { echo "no line of the server's log has the id '$id'" >&2; exit 1; }

# Editors: a form with a session, bodies beyond what readers may send, events as they come.
jobs=$site/api/v1/admin/jobs
expect 303 'set-cookie: __Host-pramen-editor=' "$site/editor/sign-in?lang=en" -H "Origin: $site" \
  --data-urlencode name=jana --data-urlencode 'password=correct horse battery'
expect 413 '' "$site/?lang=en" --data "$(head -c 5000 /dev/zero | tr '\0' a)"
expect 201 '"id"' "$site/api/v1/admin/records/sk-long" -X PUT -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
  --data "{\"id\": \"sk-long\", \"kind\": \"case_study\", \"original\": \"sk\", \"texts\": {\"sk\": {\"title\": \"Dom\", \"body\": \"$(printf 'dom %.0s' {1..5000})\"}}}"
expect 202 '"id"' "$jobs" -H "Authorization: Bearer $key" -H 'Content-Type: application/json' --data '{"kind": "check"}'
job=$(sed -n 's/^location: .*jobs\/\([0-9a-z]*\)\r$/\1/Ip' "$work/head")
expect 200 'event: done' "$jobs/$job/events" --max-time 60 -H "Authorization: Bearer $key"
echo "$passed answers as they should be"

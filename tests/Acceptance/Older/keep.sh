#!/usr/bin/env bash
# Keeps what this build writes, for later ones to start on (OlderStoreTest): NAME.tar.gz, a data folder after a SIGKILL, and NAME.dump, a
# backup of PostgreSQL. Run it for each release, and never again for a released one.
#   tests/Acceptance/Older/keep.sh NAME
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
name="${1:?}"
work="$(mktemp -d)"
chmod 755 "$work"
trap '"$root/deploy/local-cluster.sh" stop --dir "$work/cluster" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
admin=kept-admin-key-0123456789abcdefghijklmnop

# What OlderStoreTest expects to find.
send() { # URL
    local each
    for each in "event_alert.triggered 1" "event_alert.triggered 2" "event_alert.triggered 3" "event_alert.triggered 1" "issue.resolved 2" "metric_alert.critical 77"; do
        "$root/run.sh" send-sample "${each% *}" --to "$1/webhooks/sentry/kept-push-key-0000000001" --secret kept-client-secret-0123456789 --issue "${each#* }" >/dev/null
    done
}

until_ready() { until curl -sf -o /dev/null "$1/health/ready"; do sleep 0.2; done; }

mkdir -p "$work/data" "$work/cluster"
for folder in data cluster; do (umask 077 && echo "$admin" >"$work/$folder/admin.key"); done
cp "$here/keep.yaml" "$work/data/router.yaml"
url="http://127.0.0.1:$((20000 + RANDOM % 10000))"
"$root/run.sh" --version >/dev/null
dotnet "$root/src/Silo/bin/Release/net10.0/router.dll" run --data "$work/data" --urls "$url" >"$work/log" 2>&1 &
until_ready "$url"
send "$url"
kill -KILL $!
wait $! 2>/dev/null || true
tar -C "$work/data" -czf "$here/$name.tar.gz" router.db router.db-wal router.yaml admin.key

"$root/deploy/local-cluster.sh" start --dir "$work/cluster" --silos 1 --apis 1 --config "$here/keep.yaml" >/dev/null
. "$work/cluster/cluster.env"
send "http://127.0.0.1:$NGINX_PORT"
PGHOST=127.0.0.1 PGPORT="$POSTGRES_PORT" PGUSER=postgres PGPASSWORD="$POSTGRES_PASSWORD" PGDATABASE=postgres "$root/deploy/backup.sh" "$here/$name.dump" >/dev/null
chmod 644 "$here/$name.dump"
ls -l "$here/$name".*

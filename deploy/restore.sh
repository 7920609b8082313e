#!/usr/bin/env bash
# Restores what deploy/backup.sh wrote into a PostgreSQL database that has no router in it yet.
#   deploy/restore.sh FILE [--schema router]
# Where the server is and who asks: libpq's own variables (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD or PGPASSFILE, PGSSLMODE).
# The user owns what it restores: be the router's role, or with two roles the owner's; the next start grants the other one its rights.
# Stop the old cluster for good first: two on the same data would both tell the sinks.
set -euo pipefail

fail() { echo "restore: $*" >&2; exit 1; }
usage() { sed -n '3,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
ask() { psql -X -q -A -t -v ON_ERROR_STOP=1 -v schema="$schema"; }

file="${1-}"; [ -n "$file" ] || usage; shift
schema=router
while [ $# -gt 0 ]; do
    case "$1" in
        --schema) schema="${2:?}"; shift 2 ;;
        *) usage ;;
    esac
done
command -v pg_restore >/dev/null || fail "pg_restore is missing: apt-get install postgresql-client"
[ -f "$file" ] || fail "$file: there is no such file"

[ "$(ask <<<"select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = :'schema'")" = 0 ] ||
    fail "the schema $schema is not empty; restore into another database, or drop it: drop schema \"$schema\" cascade"
list="$(mktemp)"
trap 'rm -f "$list"' EXIT
pg_restore --list "$file" >"$list"
grep -q " SCHEMA - $schema " "$list" || fail "$file has no schema $schema; --schema says which to restore"
# An owner may have made the empty schema before.
if [ "$(ask <<<"select count(*) from pg_namespace where nspname = :'schema'")" = 1 ]; then sed -i "/ SCHEMA - $schema /d" "$list"; fi
# All or nothing.
pg_restore --single-transaction --exit-on-error --no-owner --no-privileges --use-list="$list" --dbname="${PGDATABASE:-${PGUSER:-$(id -un)}}" "$file"
echo "restored $schema"

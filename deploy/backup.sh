#!/usr/bin/env bash
# Backs a cluster's PostgreSQL schema up while the cluster runs, as of one instant.
#   deploy/backup.sh FILE [--schema router]
# Where the server is and who asks: libpq's own variables (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD or PGPASSFILE, PGSSLMODE).
# The user must own the schema, or may read all of it. SQLite: router backup.
set -euo pipefail

fail() { echo "backup: $*" >&2; exit 1; }
usage() { sed -n '3,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

file="${1-}"; [ -n "$file" ] || usage; shift
schema=router
while [ $# -gt 0 ]; do
    case "$1" in
        --schema) schema="${2:?}"; shift 2 ;;
        *) usage ;;
    esac
done
command -v pg_dump >/dev/null || fail "pg_dump is missing: apt-get install postgresql-client"
[ ! -e "$file" ] || fail "$file is there already; name a new one"

umask 077
trap 'rm -f "$file.partial"' EXIT
# Who is in the cluster belongs to that cluster, not to its data.
pg_dump --format=custom --schema="\"$schema\"" --no-owner --no-privileges \
    --exclude-table-data="\"$schema\".orleansmembershiptable" --exclude-table-data="\"$schema\".orleansmembershipversiontable" \
    --file="$file.partial"
sync "$file.partial"
mv "$file.partial" "$file"
echo "backup $file"

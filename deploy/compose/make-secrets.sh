#!/usr/bin/env bash
# Makes the secrets of deploy/compose.yaml in deploy/compose/secrets, once: passwords of PostgreSQL, and the connection string with one of them.
# The folder is its owner's alone; the files in it can be read by the containers' users, whose numbers the host doesn't know.
set -euo pipefail
folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets"

secret() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

mkdir -p -m 700 "$folder"
cd "$folder"
[ -f postgres-password ] || secret >postgres-password
[ -f router-password ] || secret >router-password
# The network between is this machine's own and closed to the outside, like loopback: no TLS. A database elsewhere gets none of this line but TLS.
[ -f connection-string ] || printf 'Host=postgres;Database=router;Username=router;Password=%s;SSL Mode=Disable' "$(cat router-password)" >connection-string
chmod 444 postgres-password router-password connection-string
echo "secrets: $folder"

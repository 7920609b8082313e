#!/bin/sh
# Run by the PostgreSQL image when it makes its data folder: a database whose owner is no superuser.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v password="$(cat /run/secrets/router-password)" <<'SQL'
create role router login password :'password';
create database router owner router;
revoke connect on database router from public;
SQL

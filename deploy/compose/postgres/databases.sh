#!/usr/bin/env bash
# A database for each service, owned by a user of its name. Runs once, when the server's volume is empty.
set -Eeuo pipefail
password=$(cat "${POSTGRES_PASSWORD_FILE:-/run/secrets/database-password}")
for name in identity complaint escalation classifier; do
  psql --quiet --set=ON_ERROR_STOP=1 --set=name="$name" --set=password="$password" --username postgres <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
done

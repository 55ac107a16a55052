#!/bin/sh
# Four databases, each with its two roles: the owner, who migrates, and the role that the service connects as.
# Runs once, as superuser, where PostgreSQL's image looks for such files. Passwords come from the environment:
# OWNER_PASSWORD and APP_PASSWORD. Connection as psql takes it (PGHOST, PGUSER or POSTGRES_USER …).
set -eu

for service in intake placement followup metrics; do
    psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
        --set service="$service" --set owner="${service}_owner" --set app="${service}_app" \
        --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
create role :"owner" login createrole password :'owner_password';
create role :"app" login password :'app_password';
-- the migrations set the application role's search path, for which PostgreSQL asks for both
grant :"app" to :"owner" with admin option, inherit false, set false;
create database :"service" owner :"owner";
revoke all on database :"service" from public;
grant connect on database :"service" to :"app";
SQL
done

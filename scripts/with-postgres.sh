#!/usr/bin/env bash
# Runs a command with TUTTI_TEST_POSTGRES naming a PostgreSQL in which it may create databases: the one that is
# set already, or else a server made for this one command and thrown away after it (so it need not sync its files).
set -euo pipefail
if [[ -n ${TUTTI_TEST_POSTGRES:-} ]]; then exec "$@"; fi
# Its own log would bury the failed tests', which know what they were answered.
# -t: in a folder of its own, so that two of these can run at once
# shellcheck disable=SC2016
exec pg_virtualenv -t -o fsync=off -o synchronous_commit=off -o full_page_writes=off -o max_connections=300 \
  -o log_min_messages=panic \
  bash -c 'export TUTTI_TEST_POSTGRES=postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/${PGDATABASE:-postgres}
exec "$@"' with-postgres "$@"

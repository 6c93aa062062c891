#!/usr/bin/env bash
# Runs a command with TUTTI_TEST_POSTGRES naming a PostgreSQL in which it may create databases: the one that is
# set already, or else a server made for this one command and thrown away after it. Such a one need not sync its files,
# unless TUTTI_POSTGRES_SYNCS is set: for measuring.
set -euo pipefail
if [[ -n ${TUTTI_TEST_POSTGRES:-} ]]; then exec "$@"; fi
# Its own log would bury the failed tests', which know what they were answered.
# -t: in a folder of its own, so that two of these can run at once
options=(-o max_connections=300 -o log_min_messages=panic)
if [[ -z ${TUTTI_POSTGRES_SYNCS:-} ]]; then
  options+=(-o fsync=off -o synchronous_commit=off -o full_page_writes=off)
fi
# shellcheck disable=SC2016
exec pg_virtualenv -t "${options[@]}" \
  bash -c 'export TUTTI_TEST_POSTGRES=postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/${PGDATABASE:-postgres}
exec "$@"' with-postgres "$@"

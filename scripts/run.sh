#!/usr/bin/env bash
# `make run`: builds the release if it must, fills an empty database with demo data, and serves until Ctrl-C.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" run
"$here/build.sh"
# shellcheck source=env.sh
. "$here/env.sh"
cd "$tutti_root"

export TUTTI_DATA_DIR=${TUTTI_DATA_DIR:-data}
login=$TUTTI_DATA_DIR/demo-login
# Seeding refuses a database that has accounts of its own: then there is no demo, and the site is served as it is.
if [[ ! -e $login ]]; then
  target/tutti seed --demo || echo 'No demo data were added (see above); serving what is there.'
fi
echo
echo "Tutti: ${TUTTI_PUBLIC_URL:-http://127.0.0.1:3000}   (Ctrl-C stops it)"
if [[ -e $login ]]; then
  echo 'Demo log-in:'
  sed 's/^/    /' "$login"
fi
echo
exec target/tutti serve "$@"

#!/usr/bin/env bash
# `make run`: builds the release if it must, fills an empty database with demo data, and serves until Ctrl-C.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" run
"$here/build.sh"
# shellcheck source=env.sh
. "$here/env.sh"
cd "$tutti_root"

# Of what serving is told, what seeding must know, too: it is this database that is filled.
shared=()
public_url=${TUTTI_PUBLIC_URL:-http://127.0.0.1:3000}
option=
for argument in "$@"; do
  case $option$argument in
    --public-url=* | --data-dir=* | --database-url=* | --database-connections=* | --synchronous=* | --log=* | --log-format=*)
      shared+=("$option$argument")
      if [[ $option$argument == --public-url=* ]]; then public_url=${shared[${#shared[@]} - 1]#*=}; fi
      option=
      ;;
    --public-url | --data-dir | --database-url | --database-connections | --synchronous | --log | --log-format)
      option=$argument=
      ;;
  esac
done

# What is there already stays. A database with accounts of its own is refused, and a public address; both are served.
login=$(target/tutti seed --demo ${shared[@]+"${shared[@]}"}) || echo 'No demo data were added; serving what is there.'
echo
echo "Tutti: $public_url   (Ctrl-C stops it)"
if [[ -n $login ]]; then
  echo "Demo log-in: $login"
fi
echo
exec target/tutti serve "$@"

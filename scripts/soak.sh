#!/usr/bin/env bash
# `make soak`: loads the release for an hour, at four fifths of what it can do. A line a minute, and a summary.
# soak.sh [MINUTES] [--postgres]
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
minutes=60
engine=sqlite
for argument in "$@"; do
  case $argument in
    --postgres) engine=postgres ;;
    *[!0-9.]* | '')
      echo "soak.sh: minutes, --postgres or nothing, not \"$argument\"" >&2
      exit 2
      ;;
    *) minutes=$argument ;;
  esac
done
"$here/setup.sh" test
stage=soak
# shellcheck source=steps.sh
. "$here/steps.sh"
cd "$tutti_root"
"$here/build.sh"
test_program() { fast_link cargo nextest run --locked --features ssr --test endurance --no-run; }
step 'who loads it' test_program
TUTTI_TEST_BINARY=$(readlink -f target/tutti)
export TUTTI_TEST_BINARY TUTTI_SOAK_MINUTES=$minutes
command=(cargo nextest run --locked --features ssr --test endurance --profile soak --no-capture --run-ignored only)
if [[ $engine == postgres ]]; then command=("$here/with-postgres.sh" "${command[@]}"); fi
# a person watches: it speaks for itself
fast_link "${command[@]}" "load_on_$engine"

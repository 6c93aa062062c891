#!/usr/bin/env bash
# `make bench`: builds the release, measures it, and puts what it found into docs/performance.md. Arguments go to the bench:
# the parts to measure (pages, growth, storm, memory; all without any) and options, which `make bench ARGS=--help` lists.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" bench
"$here/build.sh"
stage=bench
# shellcheck source=steps.sh
. "$here/steps.sh"
cd "$tutti_root"

export TUTTI_POSTGRES_SYNCS=yes
export TUTTI_BENCH_DIR=${TUTTI_BENCH_DIR:-$tutti_cache/bench}
mkdir -p "$TUTTI_BENCH_DIR"

bench() { fast_link cargo bench --locked --features ssr --bench site "$@"; }
step 'the bench itself' bench --no-run

# The server has core 0 to itself. All that asks it, wrk too, is on another, as is PostgreSQL.
pin=()
if [[ $(uname) == Linux ]] && (($(nproc --all) > 1)); then pin=(taskset -c "1-$(($(nproc --all) - 1))"); fi
exec ${pin[@]+"${pin[@]}"} "$here/with-postgres.sh" cargo bench --quiet --locked --features ssr --bench site -- "$@"

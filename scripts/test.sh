#!/usr/bin/env bash
# `make test`: everything that must hold before a change goes in; stops at the first step that fails.
# `test.sh lint`, `test.sh e2e` and `test.sh long` are parts of it, and more than it.
set -euo pipefail
what=${1:-all}
shift || true
here=$(dirname "${BASH_SOURCE[0]}")
started=$SECONDS
"$here/setup.sh" test
stage='test'
# shellcheck source=steps.sh
. "$here/steps.sh"
# shellcheck source=system.sh
. "$here/system.sh"
cd "$tutti_root"
step_names+=('set-up')
step_seconds+=($((SECONDS - started)))
step_results+=(ok)

# Server, tests and clippy build with the same features and profile, so that the dependencies are compiled once
# (and once more in clippy's way). The browser tests use the server that was built for the HTTP tests.
formatting() { cargo fmt --check; }
licences() { cargo deny --all-features --locked check licenses bans sources; }
# Where the database of advisories can't be fetched there is nothing to check against, and that is said.
advisories() {
  if ! cargo deny --all-features --locked fetch db; then
    echo 'NOT RUN: the database of advisories is out of reach from here.'
    return
  fi
  cargo deny --all-features --locked check --disable-fetch advisories
}
clippy_server() {
  cargo clippy --locked --all-targets --features ssr -- -D warnings
  cargo clippy --locked --test endurance --features ssr -- -D warnings
}
clippy_browser() {
  cargo clippy --locked --lib --target wasm32-unknown-unknown --features hydrate -- -D warnings
}
site() {
  fast_link cargo leptos build --frontend-only --cargo-locked
  # the browser's half sends forms as they stand in a page and calls no function of the server's
  if grep -aqE 'server_fn|/api/' site/pkg/tutti.wasm; then
    echo 'the client of server functions is in the browser build: which island calls one, or names an act?'
    return 1
  fi
}
server() { fast_link cargo build --locked --features ssr --bin tutti --test http; }
# nextest runs no examples of doc comments
server_tests() {
  fast_link "$here/with-postgres.sh" cargo nextest run --locked --features ssr
  fast_link cargo test --doc --locked --features ssr
}
# one at a time, and past the runner: they print what they measured
endurance_tests() {
  fast_link "$here/with-postgres.sh" cargo nextest run --locked --features ssr --test endurance --profile endurance --no-capture
}
browser_tests() { "$here/e2e.sh" "$CARGO_TARGET_DIR/debug/tutti" "$@"; }
# the file alone, with nothing around it
release_alone() {
  TUTTI_TEST_BINARY=$tutti_root/target/tutti fast_link cargo nextest run --locked --features ssr --test start alone
}

lint() {
  step 'format' formatting
  step 'licences, bans, sources' licences
  step 'clippy: server and tests' clippy_server
  step 'clippy: browser' clippy_browser
}

passed=0
# count STEP PATTERN…: adds what the runners of that step reported
count() {
  local number pattern step=$1 all=0
  shift
  for pattern in "$@"; do
    number=$(sed -E $'s/\033\\[[0-9;]*m//g' "$(log_of "$step")" | sed -nE "s/$pattern/\\1/p" | tail -n 1)
    all=$((all + ${number:-0}))
  done
  passed=$((passed + all))
  printf '        %s: %s passed\n' "$step" "$all"
}
# figures STEP: what its tests measured
figures() { sed -nE 's/^.*figure: /        /p' "$(log_of "$1")"; }
finish() {
  local status=$?
  step_table
  # the first failure ends it all, so here none has failed
  if ((status == 0)); then echo "$passed passed"; fi
}

case $what in
  lint) lint ;;
  e2e)
    # here a person watches: the runner speaks for itself
    step 'site for the browser tests' site
    step 'server for the browser tests' server
    browser_tests "$@"
    ;;
  all | long)
    trap finish EXIT
    lint
    step 'site for the browser tests' site
    step 'unit and HTTP tests on both engines' server_tests
    count 'unit and HTTP tests on both engines' '^ *Summary .* ([0-9]+) passed.*' '^test result: ok\. ([0-9]+) passed.*'
    step 'browser tests' browser_tests
    count 'browser tests' '^ *([0-9]+) passed .*'
    if [[ $what == long ]]; then
      # needs the advisory database from the network
      step 'vulnerability advisories' advisories
      sed -n '/^NOT RUN/s/^/        /p' "$(log_of 'vulnerability advisories')"
      step 'endurance: kills, outages, a full disk' endurance_tests
      count 'endurance: kills, outages, a full disk' '^ *Summary .* ([0-9]+) passed.*'
      figures 'endurance: kills, outages, a full disk'
      "$here/build.sh"
      step 'the release in an empty folder' release_alone
      count 'the release in an empty folder' '^ *Summary .* ([0-9]+) passed.*'
      step 'Lighthouse' "$here/e2e.sh" --lighthouse target/tutti
      grep '^/' "$(log_of Lighthouse)"
      count 'Lighthouse' '^([0-9]+) passed'
      step 'browser tests of the release' "$here/e2e.sh" target/tutti
      count 'browser tests of the release' '^ *([0-9]+) passed .*'
      step 'browser tests on PostgreSQL' "$here/with-postgres.sh" "$here/e2e.sh" --postgres target/tutti
      count 'browser tests on PostgreSQL' '^ *([0-9]+) passed .*'
    fi
    ;;
  *)
    echo "test.sh: lint, e2e, long or nothing, not \"$what\"" >&2
    exit 2
    ;;
esac

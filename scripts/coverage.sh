#!/usr/bin/env bash
# `make coverage`: which lines of the server the unit, HTTP and process tests run, on both engines; fails below the least
# that is accepted. What it says line by line is in target/coverage/html. The lines of tests are not counted: a module
# `tests` stands last in its file. The browser's half and what browser tests run are not seen here.
set -euo pipefail
least=85
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" test cargo_llvm_cov llvm_tools
stage=coverage
# shellcheck source=steps.sh
. "$here/steps.sh"
# shellcheck source=tools.sh
. "$here/tools.sh"
cd "$tutti_root"

# Compiled with counters, and so apart from everything else.
export CARGO_TARGET_DIR=$tutti_build/coverage
# shellcheck source=env.sh
. "$here/env.sh"
LLVM_COV=$(llvm_tools)/llvm-cov
LLVM_PROFDATA=$(llvm_tools)/llvm-profdata
export LLVM_COV LLVM_PROFDATA
report=target/coverage

counted_tests() {
  cargo llvm-cov clean --workspace --profraw-only
  fast_link "$here/with-postgres.sh" cargo llvm-cov nextest --no-report --locked --features ssr
}

reports() {
  rm -rf "$report"
  mkdir -p "$report"
  local ours=(--ignore-filename-regex "^$tutti_root/tests/|/tests\.rs$")
  cargo llvm-cov report --lcov --output-path "$report/lcov.info" "${ours[@]}"
  cargo llvm-cov report --html --output-dir "$report" "${ours[@]}"
}

# Per room and in all, without the modules of tests: the line at which one begins is read from the source.
summary() {
  awk -v root="$tutti_root/src/" -v least="$least" '
    /^SF:/ {
      path = substr($0, 4)
      room = substr(path, length(root) + 1)
      sub(/\/.*/, "/", room)
      tests = 0
      number = 0
      gated = 0
      while ((getline line <path) > 0) {
        number++
        if (gated && line ~ /^mod tests \{/) { tests = number; break }
        gated = line ~ /^#\[cfg\(test\)\]$/
      }
      close(path)
    }
    /^DA:/ {
      split(substr($0, 4), counted, ",")
      if (tests && counted[1] + 0 >= tests) next
      lines[room]++
      all++
      if (counted[2] > 0) { run[room]++; hit++ }
    }
    END {
      for (room in lines) printf "%-24s %6d of %6d lines %6.1f %%\n", room, run[room], lines[room], 100 * run[room] / lines[room] | "sort"
      close("sort")
      printf "\n%-24s %6d of %6d lines %6.1f %%\n", "all", hit, all, 100 * hit / all
      exit all == 0 || 100 * hit / all < least
    }' "$report/lcov.info"
}

step 'tests, with lines counted' counted_tests
step 'report' reports
echo
summary || {
  echo "Less than $least % of the lines are run. Which are not: $report/html/index.html"
  exit 1
}
echo "Line by line: $report/html/index.html"

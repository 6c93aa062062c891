# shellcheck shell=bash
# `step NAME COMMAND…` runs a command and prints one line: the stage, its name, its seconds. What the command
# printed is kept in a log and shown only if it fails; then everything stops.

# shellcheck source=env.sh
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

stage=${stage:-tutti}
logs=${TUTTI_LOGS:-$tutti_root/target/logs}
mkdir -p "$logs"
step_names=()
step_seconds=()
step_results=()

# step_line NAME: the line up to its dots, without its end
step_line() {
  local dots='................................................'
  printf '%-7s %s %s ' "$stage" "$1" "${dots:0:$((${#1} < 44 ? 46 - ${#1} : 2))}"
}

log_of() { echo "$logs/$stage-$(tr -c 'A-Za-z0-9\n' '-' <<<"$1" | tr -s '-').log"; }

# advise LINE…: what the reader should do, shown last when the step fails
advise() { printf '%s\n' "$@" >>"$logs/advice"; }

step() {
  local name=$1 log status started=$SECONDS
  shift
  log=$(log_of "$name")
  rm -f "$logs/advice"
  step_line "$name"
  # not `"$@" || status=…`: that would switch `set -e` off inside the command
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  status=$?
  set -e
  step_names+=("$name")
  step_seconds+=($((SECONDS - started)))
  if ((status == 0)); then
    step_results+=(ok)
    printf '%d s\n' $((SECONDS - started))
    return
  fi
  step_results+=(failed)
  printf 'failed after %d s\n\n' $((SECONDS - started))
  tail -n "${TUTTI_LOG_LINES:-120}" "$log" | sed 's/^/  | /'
  printf '\n%s: "%s" failed (status %d). All of its output: %s\n' "$stage" "$name" "$status" "$log"
  if [[ -s $logs/advice ]]; then
    echo
    cat "$logs/advice"
  fi
  exit 1
}

# the table of seconds per step, for the end of a long run
step_table() {
  local i total=0
  printf '\n%-48s %8s\n' step seconds
  for i in "${!step_names[@]}"; do
    printf '%-48s %8d%s\n' "${step_names[i]}" "${step_seconds[i]}" "$([[ ${step_results[i]} == ok ]] || echo '  failed')"
    total=$((total + step_seconds[i]))
  done
  printf '%-48s %8d\n\n' all "$total"
}

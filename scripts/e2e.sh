#!/usr/bin/env bash
# e2e.sh [--postgres] [--lighthouse] SERVER [ARGUMENT…]: starts that server on a free port with an empty data folder and
# demo data, runs Playwright against it, stops it. The tests find it by TUTTI_E2E_URL, its data folder by TUTTI_E2E_DATA,
# the program, for servers of their own, by TUTTI_E2E_SERVER, and the browser by TUTTI_CHROMIUM. With --postgres its
# database is the one that TUTTI_TEST_POSTGRES names; with --lighthouse it is Lighthouse that is run.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=env.sh
. "$here/env.sh"
# shellcheck source=system.sh
. "$here/system.sh"
cd "$tutti_root"

unset DATABASE_URL
runner=(npx playwright test)
while [[ $1 == --* ]]; do
  case $1 in
    --postgres) export DATABASE_URL=$TUTTI_TEST_POSTGRES ;;
    --lighthouse) runner=(node lighthouse.mjs) ;;
    *)
      echo "e2e.sh: --postgres, --lighthouse, not \"$1\"" >&2
      exit 2
      ;;
  esac
  shift
done
server=$(realpath "$1")
shift
TUTTI_CHROMIUM=$(system_chromium || playwright_chromium)
export TUTTI_CHROMIUM

port=$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
TUTTI_E2E_URL=http://127.0.0.1:$port
TUTTI_E2E_DATA=$(mktemp -d)
TUTTI_E2E_SERVER=$server
export TUTTI_E2E_URL TUTTI_E2E_DATA TUTTI_E2E_SERVER
export TUTTI_DATA_DIR=$TUTTI_E2E_DATA TUTTI_LISTEN=127.0.0.1:$port TUTTI_PUBLIC_URL=$TUTTI_E2E_URL TUTTI_RATE_LIMITS=off
log=$TUTTI_E2E_DATA/server.log

end() {
  local status=$?
  if [[ -n ${pid:-} ]]; then
    kill "$pid" 2>/dev/null || true
    wait "$pid" || true
    if ((status != 0)); then
      echo "The server's last lines:"
      tail -n 30 "$log"
    fi
  fi
  rm -rf "$TUTTI_E2E_DATA"
}
trap end EXIT

"$server" seed --demo
"$server" serve >"$log" 2>&1 &
pid=$!

for _ in $(seq 150); do
  if node -e 'fetch(process.argv[1]).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$TUTTI_E2E_URL/health/ready"; then
    ready=yes
    break
  fi
  kill -0 "$pid" || exit 1
  sleep 0.2
done
[[ -n ${ready:-} ]] || {
  echo "The server was not ready within half a minute."
  exit 1
}

cd end2end
"${runner[@]}" "$@"

#!/usr/bin/env bash
# `make dev`: a debug build that rebuilds and reloads the browser's page when a file changes.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" run
# shellcheck source=env.sh
. "$here/env.sh"
cd "$tutti_root"
fast_link cargo leptos watch -- serve "$@"

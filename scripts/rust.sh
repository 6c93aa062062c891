# shellcheck shell=bash disable=SC2154 # the names of env.sh and setup.sh
# The Rust compiler with the WebAssembly target: rustup's where rustup can download it, else Debian's, whose
# standard library for the browser is then compiled once from its source package.

rust_minimum=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$tutti_root/Cargo.toml")

# at_least MINIMUM VERSION
at_least() { [[ $(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1) == "$1" ]]; }

compiler_is_recent() {
  local version
  have cargo && version=$(rustc --version 2>/dev/null | cut -d' ' -f2) && [[ -n $version ]] && at_least "$rust_minimum" "$version"
}

# what the tests need beside the compiler
has_clippy_and_rustfmt() { cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; }

rust_is_ready() { compiler_is_recent && compiles_wasm && { [[ $purpose != test ]] || has_clippy_and_rustfmt; }; }

# A machine that cannot reach rustup's server must learn so in seconds, not in minutes.
rustup_fetch() {
  local limit=()
  have timeout && limit=(timeout 300)
  RUSTUP_MAX_RETRIES=1 RUSTUP_DOWNLOAD_TIMEOUT=20 ${limit[@]+"${limit[@]}"} rustup "$@"
}

# Answers by what is there afterwards: rustup's own word is not relied upon.
rust_from_rustup() {
  have rustup && compiler_is_recent || return 1
  compiles_wasm || rustup_fetch target add wasm32-unknown-unknown || true
  compiles_wasm || return 1
  if [[ $purpose == test ]] && ! has_clippy_and_rustfmt; then
    rustup_fetch component add clippy rustfmt || true
    has_clippy_and_rustfmt || return 1
  fi
}

debian_has_rust() {
  local candidate
  candidate=$(apt-cache policy rustc-web 2>/dev/null | sed -n 's/^ *Candidate: \([0-9.]*\).*/\1/p')
  [[ -n $candidate ]] && at_least "$rust_minimum" "$candidate"
}

rust_from_debian() {
  local packages=(rustc-web cargo-web) llvm
  on_debian && may_be_root || return 1
  apt_update
  debian_has_rust || return 1
  if [[ $purpose == test ]]; then packages+=(rustfmt-web rust-web-clippy); fi
  if ! PATH=/usr/bin:/bin compiles_wasm; then
    # rust-web-llvm supplies the linker's name, lld of the same LLVM the linker itself
    llvm=$(apt-cache depends rust-web-llvm | sed -n 's/^ *Depends: llvm-\([0-9]*\)$/\1/p' | head -n 1)
    packages+=(rust-web-src rust-web-llvm ${llvm:+"lld-$llvm"})
  fi
  apt_install "${packages[@]}" || return 1
  if ! PATH=/usr/bin:/bin compiles_wasm; then wasm_std_from_source || return 1; fi
  if have rustup; then
    rustup toolchain list | grep -q '^debian\b' || rustup toolchain link debian /usr
    export RUSTUP_TOOLCHAIN=debian
  fi
  hash -r
}

# Compiles Debian's copy of the standard library for the browser and puts it where rustc looks. A set of another
# compiler version (Debian updates it now and then) is replaced; what a Debian package owns is left alone.
wasm_std_from_source() {
  local work target library
  target=wasm32-unknown-unknown
  library=$(/usr/bin/rustc --print target-libdir --target "$target")
  work=$(mktemp -d)
  mkdir -p "$work/src"
  printf '[package]\nname = "throwaway"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  (
    cd "$work"
    PATH=/usr/bin:/bin RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$work/target \
      cargo build --release -Z build-std=std,panic_abort --target "$target"
  ) || return 1
  rm -f "$work/target/$target/release/deps/"libthrowaway-*
  as_root mkdir -p "$library" || return 1
  if ! dpkg -S "$library" >/dev/null 2>&1; then as_root find "$library" -name '*.rlib' -delete; fi
  as_root cp "$work/target/$target/release/deps/"*.rlib "$library/" || return 1
  rm -rf "$work"
}

install_rust() {
  if rust_from_rustup || rust_from_debian; then return; fi
  if ! have cargo; then
    advise "There is no Rust here. Get it from https://rustup.rs:" \
      "    curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
  elif ! compiler_is_recent; then
    advise "Tutti needs Rust $rust_minimum or newer; this is $(rustc --version 2>/dev/null || echo 'none yet')." \
      "    rustup update stable && rustup default stable"
  else
    advise "The compiler lacks the WebAssembly target or clippy and rustfmt. Please run" \
      "    rustup target add wasm32-unknown-unknown && rustup component add clippy rustfmt" \
      "(without rustup: your distribution's package of Rust's standard library for wasm32-unknown-unknown)"
  fi
  advise "and then the same command again."
  return 1
}

# shellcheck shell=bash
# Which compiler, which folders, which tools. Every script sources this; so can you, in your own shell
# (`. scripts/env.sh`), to have cargo, cargo-leptos and the rest as `make` uses them.

tutti_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tutti_cache=${XDG_CACHE_HOME:-$HOME/.cache}/tutti

# The versions that set-up installs. wasm-bindgen's follows Cargo.lock: program and crate must match to the digit.
cargo_leptos_version=0.3.11
wasm_bindgen_version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' "$tutti_root/Cargo.lock")
cargo_deny_version=0.20.2
cargo_nextest_version=0.9.143
cargo_about_version=0.9.3
cargo_llvm_cov_version=0.9.1

have() { command -v "$1" >/dev/null 2>&1; }

# Compiles an empty crate for the browser: true only if the standard library is there *and* of this very compiler.
compiles_wasm() {
  local folder status=0
  folder=$(mktemp -d)
  rustc --target wasm32-unknown-unknown --crate-type lib --crate-name probe --emit metadata --out-dir "$folder" - \
    </dev/null >/dev/null 2>&1 || status=1
  rm -rf "$folder"
  return "$status"
}

# Debian's toolchain, once set-up has linked and completed it, stands for rustup's own: it is only made where
# rustup could not have the WebAssembly target, and the compiled cache belongs to it.
if [[ -z ${RUSTUP_TOOLCHAIN:-} ]] && have rustup && rustup toolchain list 2>/dev/null | grep -q '^debian\b'; then
  if RUSTUP_TOOLCHAIN=debian compiles_wasm; then export RUSTUP_TOOLCHAIN=debian; fi
fi

# Everything compiled lives outside the clone, by compiler version, so that the next clone finds it.
rust_version=$(rustc --version 2>/dev/null | cut -d' ' -f2) || rust_version=
tutti_build=$tutti_cache/rustc-${rust_version:-none}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$tutti_build/target}

# Cargo takes two clones for the same package and asks only whether a file is younger than what was compiled: what
# another clone compiled since would pass for this one's. So where another came before, all of this one is young.
if [[ $(cat "$CARGO_TARGET_DIR/compiled-for" 2>/dev/null) != "$tutti_root" ]]; then
  find "$tutti_root"/{Cargo.toml,build.rs,benches,src,tests} -type f -exec touch {} +
  mkdir -p "$CARGO_TARGET_DIR"
  echo "$tutti_root" >"$CARGO_TARGET_DIR/compiled-for"
fi

tools=(
  "$tutti_build/tools/cargo-leptos-$cargo_leptos_version/bin"
  "$tutti_build/tools/wasm-bindgen-$wasm_bindgen_version/bin"
  "$tutti_build/tools/cargo-deny-$cargo_deny_version/bin"
  "$tutti_build/tools/cargo-nextest-$cargo_nextest_version/bin"
  "$tutti_build/tools/cargo-about-$cargo_about_version/bin"
  "$tutti_build/tools/cargo-llvm-cov-$cargo_llvm_cov_version/bin"
  "$tutti_cache/tools/bin"
  "$tutti_root/end2end/node_modules/.bin"
)
for folder in "${tools[@]}"; do
  case ":$PATH:" in *":$folder:"*) ;; *) PATH=$folder:$PATH ;; esac
done
export PATH
unset folder

# Links with mold where it is installed. `mold -run` leaves the flags alone, so nothing is compiled a second time.
if have mold; then
  fast_link() { mold -run "$@"; }
else
  fast_link() { "$@"; }
fi

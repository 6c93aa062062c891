#!/usr/bin/env bash
# Builds the release: one file, target/tutti, with everything a visitor downloads inside it, pre-compressed.
# The result is kept by the content of what it was made from, so an unchanged tree, here or in another clone,
# is not built again.
set -euo pipefail
stage=build
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=steps.sh
. "$here/steps.sh"
cd "$tutti_root"

checksum() { if have sha256sum; then sha256sum; else shasum -a 256; fi; }

sources_checksum() {
  {
    echo "$rust_version $cargo_leptos_version $wasm_bindgen_version"
    find .cargo build.rs Cargo.lock Cargo.toml end2end/package-lock.json i18n.toml locales migrations public src style \
      -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 cksum
  } | checksum | cut -c1-16
}

build_site_and_server() {
  # The macro that embeds the site follows the files it saw when it was compiled, not new ones beside them.
  touch -c src/server/assets.rs
  # With --precompress the site is finished before the server is compiled, so the server embeds this site.
  fast_link cargo leptos build --release --precompress --cargo-locked
  mkdir -p "$kept"
  cp "$CARGO_TARGET_DIR/release/tutti" "$kept/tutti.new"
  mv "$kept/tutti.new" "$kept/tutti"
  # The last three are enough to go back and forth between branches. Within their folder their names are checksums:
  # nothing to be split or expanded, whatever stands in the path of the home folder.
  # shellcheck disable=SC2012
  (cd "$tutti_build/releases" && ls -t | tail -n +4 | while IFS= read -r old; do rm -rf "./$old"; done)
}

kept=$tutti_build/releases/$(sources_checksum)
if [[ ! -x $kept/tutti ]]; then
  step 'release: site, then server' build_site_and_server
fi
mkdir -p target
ln -sfn "$kept/tutti" target/tutti
touch "$kept"

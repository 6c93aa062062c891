#!/usr/bin/env bash
# `make release`: what is handed on to whoever hosts Tutti, in dist/: one archive with the program, without symbols, what
# it takes to install it, and the licences of everything in it; and the archive's checksum.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" run cargo_about
"$here/build.sh"
stage=release
# shellcheck source=steps.sh
. "$here/steps.sh"
cd "$tutti_root"

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
bundle=tutti-$version-$(rustc --version --verbose | sed -n 's/^host: //p')

# Of the crates by their own files; of fonts and icons by those that lie beside them.
licences() {
  cargo about generate --all-features --locked --fail --output-file "dist/$bundle/LICENSES.txt" about.hbs
  for file in public/licenses/*.txt; do
    printf '\n%s\n%s\n\n' "$(printf -- '-%.0s' {1..80})" "$(basename "$file" .txt):"
    cat "$file"
  done >>"dist/$bundle/LICENSES.txt"
}

program() {
  cp -L target/tutti "dist/$bundle/tutti"
  strip "dist/$bundle/tutti"
  "dist/$bundle/tutti" --version
}

archive() {
  local root=()
  # belongs to root wherever it is unpacked; only GNU's knows these words
  if tar --version | grep -q GNU; then root=(--sort=name --owner=root:0 --group=root:0); fi
  cp LICENSE docs/hosting.md "dist/$bundle/"
  cp -R deploy "dist/$bundle/"
  (
    cd dist
    tar ${root[@]+"${root[@]}"} -czf "$bundle.tar.gz" "$bundle"
    rm -rf "${bundle:?}"
    if have sha256sum; then sha256sum "$bundle.tar.gz"; else shasum -a 256 "$bundle.tar.gz"; fi >SHA256SUMS
  )
}

rm -rf dist
mkdir -p "dist/$bundle"
step 'program' program
size=$(wc -c <"dist/$bundle/tutti")
step 'licences of all libraries' licences
step 'archive' archive

printf '\n%s MB in one program, %s MB to download:\n' \
  "$(awk "BEGIN { printf \"%.1f\", $size / 1e6 }")" "$(awk "BEGIN { printf \"%.1f\", $(wc -c <"dist/$bundle.tar.gz") / 1e6 }")"
sed 's/^/  /' dist/SHA256SUMS

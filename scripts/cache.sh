# shellcheck shell=bash disable=SC2154 # the names of env.sh and setup.sh
# The compiled cache: kept below a limit by removing what was not used for longest. What else lies in the cache (filled
# databases to measure with, tools) is not counted.

cache_limit_gib=15

cache_is_over() { (($(du -skc "$tutti_cache"/rustc-* 2>/dev/null | tail -1 | cut -f1) > cache_limit_gib * 1024 * 1024)); }

# Other compilers' caches first, the least recently used first; then what only spares compiling this package's own
# crates again; then all of this compiler's `target`.
trim_cache() {
  local folder
  mkdir -p "$tutti_build"
  touch "$tutti_build"
  cache_is_over || return 0
  while IFS= read -r folder; do
    [[ $folder -ef $tutti_build ]] && continue
    echo "removing $folder"
    rm -rf "$folder"
    cache_is_over || return 0
  done < <(ls -dtr "$tutti_cache"/rustc-*)
  echo "removing what coverage was counted with"
  rm -rf "$tutti_build/coverage"
  cache_is_over || return 0
  echo "removing incremental builds"
  rm -rf "$tutti_build"/target/*/incremental "$tutti_build"/target/*/*/incremental
  cache_is_over || return 0
  echo "removing $tutti_build/target"
  rm -rf "$tutti_build/target"
}

# shellcheck shell=bash disable=SC2154 # the names of env.sh and setup.sh
# Programs that come from the system's package manager: which are missing, and how to get them.

# the first of these browsers that is installed; the one without a window takes a third less time
system_chromium() {
  local name
  for name in chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
    if have "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

# Playwright's own browser, if it was downloaded
playwright_chromium() {
  (
    cd "$tutti_root/end2end" || exit 1
    path=$(node -e 'console.log(require("playwright-core").chromium.executablePath())' 2>/dev/null) || exit 1
    [[ -x $path ]] && echo "$path"
  )
}

pg_virtualenv_or_server() { [[ -n ${TUTTI_TEST_POSTGRES:-} ]] || have pg_virtualenv; }
node_is_recent() { have node && have npm && node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)'; }
python_makes_environments() { have python3 && python3 -c 'import venv, ensurepip' 2>/dev/null; }

# what is not there, by our own names
missing_programs() {
  have cc || echo compiler
  node_is_recent || echo node
  if [[ $purpose == bench ]]; then
    have wrk || echo wrk
    have taskset || echo taskset
    have valgrind || echo valgrind
    pg_virtualenv_or_server || echo postgresql
  fi
  if [[ $purpose == test ]]; then
    python_makes_environments || echo python
    pg_virtualenv_or_server || echo postgresql
    # elsewhere than on Debian, Playwright's own browser is the easier one to have
    if on_debian && ! system_chromium >/dev/null; then echo chromium; fi
  fi
}

on_debian() { have apt-get && grep -qs '^ID=debian' /etc/os-release; }

# package_of MANAGER PROGRAM: the packages that bring it
package_of() {
  case "$1 $2" in
    "apt compiler") echo gcc libc6-dev ;;
    "apt node") echo nodejs npm ;;
    "apt python") echo python3-venv ;;
    "apt postgresql") echo postgresql postgresql-common ;;
    "apt chromium") echo chromium-headless-shell ;;
    *" taskset") echo util-linux ;;
    "dnf node" | "pacman node") echo nodejs npm ;;
    "dnf python") echo python3 ;;
    "brew compiler") echo gcc ;;
    *" compiler") echo gcc ;;
    *" postgresql") ;; # pg_virtualenv is Debian's; see below
    *) echo "$2" ;;
  esac
}

# as_root COMMAND…: runs it if this account may, without asking for a password
may_be_root() { ((EUID == 0)) || sudo -n true 2>/dev/null; }
as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends --no-remove "$@"
}

# One update a run is enough, and none if nothing has to be installed.
apt_update() {
  if [[ -z ${apt_updated:-} ]]; then
    as_root apt-get update
    apt_updated=yes
  fi
}

system_is_ready() { [[ -z $(missing_programs) ]]; }

# Installs what is missing by apt, where that is ours to use; else says what to type.
install_system() {
  local program programs packages=() manager
  read -ra programs <<<"$(missing_programs | tr '\n' ' ')"
  for manager in apt-get dnf pacman brew; do
    have "$manager" && break
    manager=
  done
  for program in "${programs[@]}"; do
    # shellcheck disable=SC2207
    packages+=($(package_of "${manager%-get}" "$program"))
  done
  if [[ $manager == apt-get ]] && may_be_root; then
    apt_update
    apt_install ca-certificates "${packages[@]}"
    # a faster linker, where it can be had
    have mold || apt_install mold || true
    return
  fi
  advise "Missing: ${programs[*]}. Installing is not this script's to do here; please run"
  case $manager in
    apt-get) advise "    sudo apt-get update && sudo apt-get install -y ${packages[*]}" ;;
    dnf) advise "    sudo dnf install ${packages[*]}" ;;
    pacman) advise "    sudo pacman -S --needed ${packages[*]}" ;;
    brew) advise "    brew install ${packages[*]}" ;;
    *) advise "    (your package manager) ${programs[*]}" ;;
  esac
  advise "and then the same command again. Node.js must be 18 or newer."
  if [[ " ${programs[*]} " == *" postgresql "* && $manager != apt-get ]]; then
    advise "Tests and measurements need a PostgreSQL they may create databases in. Name it:" \
      "    export TUTTI_TEST_POSTGRES=postgres://USER:PASSWORD@HOST:PORT/postgres"
  fi
  return 1
}

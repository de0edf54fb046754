# Common part of the scripts beside it: a temporary folder, pinned packages in it, one comparison at the end.
set -euo pipefail
export LC_ALL=C.UTF-8 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONWARNINGS=ignore
work=$(mktemp -d)
trap 'jobs -p | xargs -r kill 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"

# python_packages PACKAGE==VERSION ..: a virtual environment; `python` and its programs are the first in PATH afterwards.
python_packages() {
  python3 -m venv venv
  venv/bin/pip install --quiet "$@"
  export PATH="$work/venv/bin:$PATH"
}

# npm_packages PACKAGE@VERSION ..: node_modules in the temporary folder.
npm_packages() {
  npm install --silent --no-audit --no-fund --no-update-notifier --fetch-timeout=20000 --fetch-retries=4 --prefix "$work" "$@" >/dev/null
}

# debian_packages PACKAGE=VERSION ..: downloaded with what they need and lack, unpacked under $root, not installed.
debian_packages() {
  root=$work/root
  mkdir -p debs/partial "$root"
  apt-get install --yes --quiet --download-only --reinstall --no-install-recommends \
    -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o Dir::Cache::archives="$work/debs" "$@" >/dev/null
  for package in debs/*.deb; do dpkg -x "$package" "$root"; done
  export PATH="$root/usr/bin:$root/usr/sbin:$PATH"
  export LD_LIBRARY_PATH="$root/usr/lib/x86_64-linux-gnu"
}

# expect_output SEEN <<EXPECTED: prints what was seen and fails if it is something else.
expect_output() {
  printf '%s\n' "$1"
  diff --unified --label expected --label seen - <(printf '%s\n' "$1") || { echo "changed: see the lines above" >&2; exit 1; }
}

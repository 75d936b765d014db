#!/bin/sh
# The virtual environment with exactly the locked packages. Runs again only when the lock changes.
set -eu

# The bare name may be another Python than the one whose venv module was installed.
python=${PYTHON:-python3}
[ -x .venv/bin/python ] || "$python" -m venv .venv
bin=.venv/bin

echo "Installing the locked packages (once; needs a package registry)"
"$bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
# The build back end explains itself at length on stderr; it matters only when it fails.
"$bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation \
  --no-index -e . 2>.venv/build.log || { cat .venv/build.log >&2; exit 1; }
"$bin/python" -m compileall -q app ui resources local_db sync printing regulator
touch .venv/.ready

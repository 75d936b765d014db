#!/bin/sh
# Builds dist/pishkhan_VERSION_ARCH.deb: the folder PyInstaller makes, and what a desktop wants to know.
# Its environment is its own (build/environment): a development one would be swept in.
set -eu

# Debian's Python: its shared library is what goes along.
python=${PYTHON:-/usr/bin/python3}
shared=lib$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
sh scripts/packages.sh binutils dpkg "$shared"

version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' app/__init__.py)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH

environment=build/environment
if ! [ build/.ready -nt installer/requirements.lock ]; then
  rm -rf "$environment"
  "$python" -m venv "$environment"
  "$environment/bin/python" -m pip install -q --disable-pip-version-check --require-hashes \
    -r installer/requirements.lock
  touch build/.ready
fi

echo "Building the program's folder"
# What its hooks say of optional imports is long; it matters only when the build fails.
"$environment/bin/pyinstaller" --noconfirm --log-level ERROR --distpath build/folder \
  --workpath build/work installer/pishkhan.spec >build/pyinstaller.log 2>&1 ||
  { cat build/pyinstaller.log >&2; exit 1; }
PYTHONPATH=. "$environment/bin/python" installer/icon.py build/icons

sh installer/package.sh "$version"

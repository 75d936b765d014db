#!/bin/sh
# Builds dist/pishkhan-VERSION-py3-none-any.whl, and beside it the versions it was tested with.
# Its modules have names of everyday (app, ui, …): it lives in an environment of its own, as pipx gives.
set -eu

version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' app/__init__.py)
mkdir -p build
rm -rf build/lib build/bdist.* # setuptools would pack what is there no more
.venv/bin/python -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation \
  --no-index -w dist . >build/wheel.log 2>&1 || { cat build/wheel.log >&2; exit 1; }
sed -n 's/^\([a-z0-9-]*==[^ ]*\) .*/\1/p' requirements.lock >"dist/pishkhan-$version-constraints.txt"
echo "dist/pishkhan-$version-py3-none-any.whl"

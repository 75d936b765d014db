#!/bin/sh
# Versions and hashes of everything, and no word about where it came from.
set -eu

lock() {
  .venv/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-header \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host "$@" pyproject.toml
}

lock --extra regulator --extra dev --output-file requirements.lock
# What is installed at offices: the same versions without the development tools, and PyInstaller.
lock --extra regulator --extra installer --constraint requirements.lock \
  --output-file installer/requirements.lock

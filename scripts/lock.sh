#!/bin/sh
# Versions and hashes of everything, and no word about where it came from.
set -eu
.venv/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
  --extra regulator --extra dev --output-file requirements.lock pyproject.toml

#!/bin/sh
# The package in an office's computer: a Debian 12 of its own without Python, below build/office.
# What is mounted and started there ends with this script (namespaces of its own).
set -eu

[ "$(id -u)" = 0 ] || { echo "make deb-check makes a Debian root: run it as root" >&2; exit 1; }
# A display is named so that the source, too, finds what a window on X stands on.
DISPLAY=:99 sh scripts/packages.sh debootstrap
if ! [ -e build/root/.whole ]; then
  rm -rf build/root
  debootstrap --variant=minbase bookworm build/root >build/debootstrap.log ||
    { tail -5 build/debootstrap.log >&2; exit 1; }
  touch build/root/.whole
fi
rm -rf build/office
cp -a build/root build/office
exec unshare --mount --pid --fork --kill-child --mount-proc=build/office/proc \
  sh installer/office.sh

#!/bin/sh
# Builds dist/pishkhan-VERSION-x64-setup.exe from what this system can lay out or is handed:
#   WINDOWS_PYTHON   an unpacked embeddable package of python.org; without it a registry's packing
#                    is taken, and what comes out is called «trial»
#   WINDOWS_FOLDER   a whole folder made on Windows by PyInstaller, instead of all that
#   WINDOWS_SIGN     a command that signs the file it is given
set -eu

mingw="gcc-mingw-w64-x86-64-win32 binutils-mingw-w64-x86-64"
sh scripts/packages.sh nsis $mingw
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' app/__init__.py)
PYTHONPATH=. .venv/bin/python installer/icon.py build/icons

trial=
folder=${WINDOWS_FOLDER:-}
if [ -z "$folder" ]; then
  [ -n "${WINDOWS_PYTHON:-}" ] || trial=-trial
  folder=build/windows/pishkhan
  echo "Laying out the program's folder for Windows"
  PYTHONPATH=. .venv/bin/python installer/windows/folder.py "$folder" \
    ${WINDOWS_PYTHON:+"$WINDOWS_PYTHON"}
  sh installer/windows/launcher.sh "$folder" "$version"
  [ -z "${WINDOWS_SIGN:-}" ] || $WINDOWS_SIGN "$folder/pishkhan.exe"
fi
sh installer/windows/pack.sh "$version" "$folder" "dist/pishkhan-$version-x64$trial-setup.exe" "$@"
[ -z "$trial" ] || echo "A trial: Python as a registry packs it, not python.org's (docs/windows.md)"

#!/bin/sh
# pack.sh VERSION FOLDER OUT [quick]: the installer of a folder, in that version's name.
set -eu

numbers=$(echo "$1" | sed 's/[^0-9.].*//')
set -- "$@" ""
mkdir -p dist
makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$1" -DNUMBERS="$numbers.0" -DFOLDER="$(realpath "$2")" \
  -DICON="$(realpath build/icons/pishkhan.ico)" -DOUT="$(realpath -m "$3")" \
  ${4:+-DQUICK} ${WINDOWS_SIGN:+-DSIGN="$WINDOWS_SIGN"} installer/windows/pishkhan.nsi
echo "$3"

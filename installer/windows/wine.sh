#!/bin/sh
# wine.sh COMMAND…: a Windows program under Debian's wine, in a Windows of its own below build/wine.
set -eu

WINEPREFIX=$PWD/build/wine
# Its desktop and documents are folders of this home: not of whoever builds.
export HOME="$PWD/build/wine-home"
mkdir -p "$HOME/Desktop"
# Without browsers, a debugger that waits for somebody, menus in the home of this system.
export WINEPREFIX WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=;winedbg.exe,winemenubuilder.exe="
if ! [ -e "$WINEPREFIX/.whole" ]; then
  rm -rf "$WINEPREFIX"
  wine wineboot -i >build/wine.log 2>&1 || { cat build/wine.log >&2; exit 1; }
  system=$WINEPREFIX/drive_c/windows/system32
  x86_64-w64-mingw32-gcc -shared -o "$system/icuuc.dll" installer/windows/wine.c
  x86_64-w64-mingw32-gcc -shared -DRANDOM -o "$system/bcryptprimitives.dll" \
    installer/windows/wine.c -ladvapi32
  wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f >>build/wine.log 2>&1
  touch "$WINEPREFIX/.whole"
fi
# Python under wine wants pipes for its streams.
: | { wine "$@" 2>&1 && echo 0 >build/wine.rc || echo $? >build/wine.rc; } | cat
exit "$(cat build/wine.rc)"

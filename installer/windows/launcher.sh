#!/bin/sh
# launcher.sh FOLDER VERSION: pishkhan.exe of a folder, with our icon and that version.
set -eu

python=$(basename "$(ls "$1"/python3??.dll)")
numbers=$(echo "$2" | sed 's/[^0-9.].*//; s/\./,/g')
x86_64-w64-mingw32-windres -I build/icons -I installer/windows "-DVERSION=\\\"$2\\\"" \
  "-DNUMBERS=$numbers,0" installer/windows/launcher.rc build/windows/launcher.o
x86_64-w64-mingw32-gcc -Os -s -municode -Wall -Werror "-DPYTHON=L\"$python\"" \
  -o "$1/pishkhan.exe" installer/windows/launcher.c build/windows/launcher.o

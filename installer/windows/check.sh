#!/bin/sh
# The installer under Debian's wine: installed silently below a Persian name, run, upgraded, removed.
# Ends at the first thing that is not so. It says nothing of printers, keyrings or how a screen looks.
set -eu

sh scripts/packages.sh wine wine64 xvfb gcc-mingw-w64-x86-64-win32
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' app/__init__.py)
drive=build/wine/drive_c
home="C:\\users\\رضا احمدی"
there="$home\\برنامه ها\\پیشخوان"
here="$drive/users/رضا احمدی"
program="$here/برنامه ها/پیشخوان/program"
uninstall='HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall\Pishkhan'

windows() { sh installer/windows/wine.sh "$@"; }
pishkhan() { PISHKHAN_DATA="$home\\دفتر من" windows "$program/pishkhan.exe" "$@"; }
installed() { windows reg query "$uninstall" /v "$1" 2>/dev/null | sed -n 's/.*REG_[A-Z]* *//p' | tr -d '\r'; }
data() { (cd "$here" && find "دفتر من" -type f -exec sha256sum {} + | sort); }
shortcuts() { find build/wine-home "$drive/users" "$drive/ProgramData" -name 'پیشخوان.lnk' | wc -l; }
say() { printf '%-28s %s\n' "$1" "$2"; }
never() { echo "NOT TRUE: $1" >&2; exit 1; }

rm -rf build/wine build/wine-home
Xvfb :98 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
trap 'WINEPREFIX=$PWD/build/wine wineserver -k || true; kill $screen || true' EXIT
until [ -S /tmp/.X11-unix/X98 ]; do sleep 0.2; kill -0 "$screen"; done
export DISPLAY=:98

setup=$(ls dist/pishkhan-"$version"-x64*-setup.exe)
windows reg add 'HKCU\Software\Wine' /v Version /d win7 /f >build/windows/check.log
# NSIS takes /D without quotes, as the rest of its line: one word of ours for each of its.
! windows "$setup" /S /CurrentUser /D=$there || never "Windows 7 is refused"
windows reg add 'HKCU\Software\Wine' /v Version /d win10 /f >build/windows/check.log
say "refused on Windows 7" "silently, by its exit code"
windows "$setup" /S /CurrentUser /D=$there || never "the installer ends well"
[ -e "$program/pishkhan.exe" ] || never "installed where it was told to"
[ "$(installed DisplayVersion)" = "$version" ] || never "the system lists its version"
# What `reg` says into a pipe has no Persian; its file has.
windows regedit /E 'C:\listed.reg' "$uninstall"
iconv -f utf-16 "$drive/listed.reg" | grep -q '"DisplayName"="پیشخوان"' || never "the system lists its Persian name"
[ "$(shortcuts)" = 2 ] || never "a shortcut on the menu and one on the desktop"
say "installed silently" "in $there, listed, two shortcuts"
say "installed, MB" "$(du -sm "$program" | cut -f1)"
say "installer, MB" "$(du -m "$setup" | cut -f1)"
say "--version" "$(pishkhan --version | tr -d '\r')"

pishkhan demo --headless --out "$home\\نمایش" | tr -d '\r' >build/windows/demo.log ||
  { cat build/windows/demo.log >&2; never "the demo ends well"; }
grep -q "chain valid" build/windows/demo.log || never "the demo proves its journal"
say "demo, a window on wine" "$(ls "$here/نمایش" | wc -l) pictures and papers, exit 0"

mkdir -p "$here/دفتر من"
echo "what an office keeps" >"$here/دفتر من/desk.db"
before=$(data)
sh installer/windows/pack.sh "$version.1" "$(realpath build/windows/pishkhan)" build/windows/later.exe quick >/dev/null
windows build/windows/later.exe /S /CurrentUser || never "the upgrade ends well"
[ "$(installed DisplayVersion)" = "$version.1" ] || never "upgraded in place"
[ ! -e "$program.old" ] && [ ! -e "$program.new" ] || never "nothing left of the version before"
[ "$(data)" = "$before" ] || never "the upgrade left the data alone"
say "upgraded to $version.1" "in the same folder, the desk's files untouched"

windows "$program/../uninstall.exe" /CurrentUser /S
tries=0
while [ -e "$program" ] && [ "$tries" -lt 100 ]; do sleep 0.3; tries=$((tries + 1)); done
[ ! -e "$program" ] || never "removed whole"
[ "$(shortcuts)" = 0 ] || never "its shortcuts are gone"
[ -z "$(installed DisplayVersion)" ] || never "the system lists it no more"
[ "$(data)" = "$before" ] || never "removal left the data alone"
say "removed silently" "nothing of it left, the desk's files untouched"

#!/bin/sh
# Install, run, upgrade and remove the package in build/office; started by check.sh, ends at the
# first thing that is not so.
set -eu

late=0 # a start beyond its bar fails the check, but only after the rest was looked at
root=build/office
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' app/__init__.py)
deb=dist/pishkhan_${version}_$(dpkg --print-architecture).deb

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
clerk() {
  chroot --userspec=clerk:clerk "$root" env -i -C /home/clerk PATH=/usr/bin:/bin HOME=/home/clerk LANG=C.UTF-8 \
    QT_QPA_PLATFORM=offscreen "$@"
}
install() {
  cp "$1" "$root/tmp/pishkhan.deb"
  inside apt-get install -y -qq --no-install-recommends /tmp/pishkhan.deb >build/apt.log 2>&1 ||
    { tail -20 build/apt.log >&2; exit 1; }
}
home() { (cd "$root/home" && find . -type f -exec sha256sum {} + | sort); }
at_most() {
  [ "$2" -le "$3" ] || { echo "NOT TRUE: $1 is $2, the bar is $3" >&2; exit 1; }
  printf '%-28s %6s  (bar %s)\n' "$1" "$2" "$3"
}
say() { printf '%-28s %s\n' "$1" "$2"; }

printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
inside apt-get update -qq
inside useradd --create-home clerk

install "$deb"
[ -z "$(inside sh -c 'command -v python3 || true')" ] || { echo "a Python came along" >&2; exit 1; }
missing=$(inside LD_LIBRARY_PATH=/usr/lib/pishkhan/_internal \
  sh -c 'find /usr/lib/pishkhan -name "*.so*" -type f -exec ldd {} + 2>/dev/null' |
  grep "not found" | sort -u || true)
[ -z "$missing" ] || { echo "Depends lacks: $missing" >&2; exit 1; }
say "installed by apt" "no Python there, every library found"
at_most "installed, MB" "$(du -sm "$root/usr/lib/pishkhan" | cut -f1)" 260
at_most "package, MB" "$(du -m "$deb" | cut -f1)" 90
say "--version" "$(clerk pishkhan --version)"

clerk pishkhan demo --headless --out demo
say "demo from the package" "exit 0"

# A real desk: enrolled at the regulator that the package carries, upgraded, asked again.
sh installer/desk.sh "$root" enrol
before=$(home)
sh installer/package.sh "$version+later" zstd >/dev/null
install "dist/pishkhan_$version+later_$(dpkg --print-architecture).deb"
rm "dist/pishkhan_$version+later_$(dpkg --print-architecture).deb"
[ "$(inside dpkg-query -Wf '${Version}' pishkhan)" = "$version+later" ]
[ "$(home)" = "$before" ] || { echo "NOT TRUE: the upgrade left the home alone" >&2; exit 1; }
sh installer/desk.sh "$root" open
say "upgraded to $version+later" "the desk opens with its passphrase, files untouched"

"${PYTHON:-build/environment/bin/python}" installer/start.py "$root" || late=1

inside apt-get install -y -qq --no-install-recommends xvfb >build/apt.log 2>&1
inside Xvfb :99 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
until [ -S "$root/tmp/.X11-unix/X99" ]; do sleep 0.2; kill -0 $!; done
DISPLAY=:99 "${PYTHON:-build/environment/bin/python}" installer/start.py "$root" xcb || late=1
kill $!

before=$(home)
inside apt-get purge -y -qq pishkhan >build/apt.log 2>&1
[ ! -e "$root/usr/lib/pishkhan" ] || { echo "NOT TRUE: removed whole" >&2; exit 1; }
[ "$(home)" = "$before" ] || { echo "NOT TRUE: removal left the home alone" >&2; exit 1; }
say "removed and purged" "nothing of it left, the desk's files untouched"
exit "$late"

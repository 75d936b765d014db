#!/bin/sh
# Debian packages the program and its tests stand on; asks for nothing when all are there.
set -eu

needed="python3 python3-venv ca-certificates
  libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3
  poppler-utils unicode-data
  libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 dbus-daemon gnome-keyring openssl jq unzip
  postgresql"
# A window on X needs these as well (the offscreen platform does not).
if [ -n "${DISPLAY:-}" ]; then
  needed="$needed libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1
    libxkbcommon-x11-0"
fi

# What one command alone stands on (`make bench-faults`) is named by it.
needed="$needed $*"

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "Not a Debian system: please see to these yourself: $(echo $needed)" >&2
  exit 0
fi

missing=""
for package in $needed; do
  state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$state" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1; then
  as_root="sudo"
else
  echo "Missing Debian packages:$missing" >&2
  echo "Neither root nor sudo is here. Ask an administrator to run:" >&2
  echo "  apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
case "$missing" in *" postgresql"*)
  # Only its programs are wanted: a machine that had no PostgreSQL gets no cluster and no service.
  if ! [ -e /etc/postgresql-common ]; then
    $as_root apt-get install -y -qq --no-install-recommends postgresql-common >/dev/null
    $as_root sed -i 's/^#* *create_main_cluster.*/create_main_cluster = false/' \
      /etc/postgresql-common/createcluster.conf
  fi
esac
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null

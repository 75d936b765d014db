#!/bin/sh
# desk.sh ROOT enrol: the clerk's home becomes a desk at the regulator the package carries.
# desk.sh ROOT open: the desk opens with its passphrase and its chain is whole.
set -eu

root=$1
clerk() {
  chroot --userspec=clerk:clerk "$root" env -i -C /home/clerk PATH=/usr/bin:/bin HOME=/home/clerk LANG=C.UTF-8 "$@"
}
# Two lines: passphrase of the desk, then the first manager's password; made for this run alone.
words=build/desk-words
if [ "$2" = enrol ]; then
  rm -f build/regulator.log
  for _ in 1 2; do head -c 18 /dev/urandom | base64; done >"$words"
  clerk pishkhan -m regulator demo --data /tmp/regulator --port 0 >build/regulator.log &
  regulator=$!
  until [ -s build/regulator.log ]; do sleep 0.2; kill -0 "$regulator"; done
  url=$(sed -n 's/.*"url": *"\([^"]*\)".*/\1/p' build/regulator.log)
  code=$(sed -n 's/.*"code": *"\([^"]*\)".*/\1/p' build/regulator.log)
  clerk pishkhan --passphrase-fd 0 enrol --server "$url" --code "$code" <"$words"
  clerk pishkhan --passphrase-fd 0 sync <"$words"
  kill "$regulator"
  wait "$regulator" 2>/dev/null || true
else
  clerk pishkhan --passphrase-fd 0 export-journal --out /tmp/journal.out <"$words"
fi

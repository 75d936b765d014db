#!/bin/sh
# backup.sh DATA OUT: one folder OUT/TIME with the database and all that lies beside it.
# The dump comes first: what the files have more than the database is never missed.
set -eu

data=$1 out=$2/$(date -u +%Y%m%dT%H%M%SZ)
: "${PISHKHAN_REGULATOR_PG_NAME:?names the database}"
export PGUSER="${PISHKHAN_REGULATOR_PG_USER:-}" PGHOST="${PISHKHAN_REGULATOR_PG_HOST:-}"
export PGPORT="${PISHKHAN_REGULATOR_PG_PORT:-5432}"
if [ -n "${PISHKHAN_REGULATOR_PG_PASSWORD_FILE:-}" ]; then
  PGPASSWORD=$(cat "$PISHKHAN_REGULATOR_PG_PASSWORD_FILE")
  export PGPASSWORD
fi

umask 077
mkdir -p "$out.part"
pg_dump --format=custom --no-owner --file="$out.part/database.dump" "$PISHKHAN_REGULATOR_PG_NAME"
pg_restore --list "$out.part/database.dump" >/dev/null # it reads
tar -C "$data" -cf "$out.part/files.tar" --exclude=./keys --exclude='./*.secret' .
tar -C "$data" -cf "$out.part/keys.tar" --ignore-failed-read keys $(cd "$data" && ls -- *.secret)
(cd "$out.part" && sha256sum database.dump files.tar keys.tar >SHA256SUMS)
sync
mv "$out.part" "$out"
echo "$out"

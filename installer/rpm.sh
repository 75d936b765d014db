#!/bin/sh
# Packs what `make deb` built as an rpm, then looks at it; it was installed on no system of that kind.
set -eu

sh scripts/packages.sh rpm rpm2cpio cpio
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' app/__init__.py)
tree=$(realpath build/package)
# How it was installed decides which packages are offered to it.
echo "rpm-$(uname -m)" >"$tree/usr/lib/pishkhan/_internal/resources/updates/platform"
own=$(find "$tree/usr/lib/pishkhan" -name '*.so*' -printf '%f\n' | sed 's/\.so.*//; s/[.+]/\\\\&/g' |
  sort -u | paste -sd'|')
rpmbuild -bb --quiet --define "_topdir $PWD/build/rpm" --define "_rpmdir $PWD/dist" \
  --define '_rpmfilename %{NAME}-%{VERSION}.%{ARCH}.rpm' --define "version $version" \
  --define "tree $tree" --define "own $own" installer/pishkhan.rpm.spec >build/rpm.log 2>&1 ||
  { tail -20 build/rpm.log >&2; exit 1; }
made=dist/pishkhan-$version.$(uname -m).rpm
rpm -K --nosignature "$made"
lacking=$(rpm2cpio "$made" | cpio -t --quiet | grep -c 'usr/lib/pishkhan/pishkhan$' || true)
[ "$lacking" = 1 ] || { echo "NOT TRUE: the program is in it" >&2; exit 1; }
rpm -qpR "$made" | grep -c '^lib' | sed 's/$/ libraries asked of the system/'
echo "$made"

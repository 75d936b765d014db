#!/bin/sh
# Packs the built folder as a Debian package of the version that is named.
# There are no maintainer scripts: nothing of ours runs as root, nothing reaches into a home.
set -eu

version=$1 compression=${2:-xz}
arch=$(dpkg --print-architecture)
tree=build/package
rm -rf "$tree"
mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib" "$tree/usr/share/applications" \
  "$tree/usr/share/man/man1" "$tree/usr/share/icons" "$tree/usr/share/doc/pishkhan" dist

cp -a build/folder/pishkhan "$tree/usr/lib/pishkhan"
ln -s ../lib/pishkhan/pishkhan "$tree/usr/bin/pishkhan"
# How it was installed decides which packages are offered to it.
mkdir -p "$tree/usr/lib/pishkhan/_internal/resources/updates"
echo "debian-$arch" >"$tree/usr/lib/pishkhan/_internal/resources/updates/platform"
cp -a build/icons "$tree/usr/share/icons/hicolor"
rm "$tree/usr/share/icons/hicolor/pishkhan.ico"
cp installer/debian/pishkhan.desktop "$tree/usr/share/applications/"
gzip -9nc installer/debian/pishkhan.1 >"$tree/usr/share/man/man1/pishkhan.1.gz"
gzip -9nc CHANGELOG.md >"$tree/usr/share/doc/pishkhan/changelog.gz"
PYTHONPATH=. build/environment/bin/python installer/licences.py "$tree/usr/share/doc/pishkhan/licences" \
  build/environment/lib/python3*/site-packages
mv "$tree/usr/share/doc/pishkhan/licences/copyright" "$tree/usr/share/doc/pishkhan/copyright"
cp installer/debian/shipped.txt "$tree/usr/share/doc/pishkhan/README.licences"
# Python and the libraries of its own that come from this Debian.
for package in $(dpkg-query -Wf '${Package}\n' 'python3.1?' 'libpython3.1?' libssl3 libexpat1 libffi8 \
  liblzma5 libsqlite3-0 libbz2-1.0 2>/dev/null); do
  cp "/usr/share/doc/$package/copyright" "$tree/usr/share/doc/pishkhan/licences/$package.txt"
done
cp build/environment/lib/python3*/site-packages/pyinstaller-*.dist-info/licenses/COPYING.txt \
  "$tree/usr/share/doc/pishkhan/licences/pyinstaller-loader.txt"
chmod -R u=rwX,go=rX "$tree"

installed=$(du -sk --apparent-size "$tree/usr" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@INSTALLED@/$installed/" \
  installer/debian/control >"$tree/DEBIAN/control"
dpkg-deb --root-owner-group -Z"$compression" -b "$tree" "dist/pishkhan_${version}_$arch.deb" >/dev/null
echo "dist/pishkhan_${version}_$arch.deb"

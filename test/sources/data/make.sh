#!/bin/sh
# Packs a fixture with the programs that people pack bundles with. Needs xz-utils, zstd, bzip2 and zip.
set -eu
data=$(cd "$(dirname "$0")" && pwd)
cd "$data/../../../fixtures/a-tag-typo-seen-by-four-sources/input"
rm -f "$data"/bundle.*
ls | LC_ALL=C sort -r | tar --create --owner=0 --group=0 --mtime=2026-01-01T00:00:00Z --files-from=- --file="$data/bundle.tar"
xz --keep --stdout "$data/bundle.tar" >"$data/bundle.tar.xz"
zstd --quiet --stdout "$data/bundle.tar" >"$data/bundle.tar.zst"
bzip2 --keep --stdout "$data/bundle.tar" >"$data/bundle.tar.bz2"
rm "$data/bundle.tar"
ls | LC_ALL=C sort -r | zip --quiet "$data/bundle.zip" -@
ls | LC_ALL=C sort -r | zip --quiet - -@ | cat >"$data/bundle-streamed.zip"

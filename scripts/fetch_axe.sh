#!/usr/bin/env bash
# Fetches axe-core (MPL-2.0), by which the tests check that pages can be used by everybody, into .cache/axe; no part of onrecord.
set -euo pipefail
cd "$(dirname "$0")/.."

version=4.14.1
sha512=1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
home=.cache/axe/$version
[ -f "$home/axe.min.js" ] && exit 0

echo "Fetching axe-core $version" >&2
mkdir -p "$home"
npm pack --silent --pack-destination "$home" "axe-core@$version" >/dev/null
echo "$sha512  $home/axe-core-$version.tgz" | sha512sum --check --quiet
tar -xzf "$home/axe-core-$version.tgz" -C "$home" --strip-components=1 package/axe.min.js package/LICENSE
rm "$home/axe-core-$version.tgz"

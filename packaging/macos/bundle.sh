#!/usr/bin/env bash
# Makes “Secure Start.app” on a Mac.
#
#   packaging/macos/bundle.sh PROGRAM NOTICES FOLDER
#
# PROGRAM is the binary, NOTICES is third-party-licences.txt, and FOLDER is where the bundle is put.
# SIGN_AS names a “Developer ID Application” certificate of the keychain. Without it the signature names nobody, which
# is enough for a Mac to start the program where it was built, and for no other.
set -euo pipefail
program=${1:?name the binary}
notices=${2:?name third-party-licences.txt}
folder=${3:?name the folder for the bundle}
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -1)

bundle="$folder/Secure Start.app"
rm -rf "$bundle"
mkdir -p "$bundle/Contents/MacOS" "$bundle/Contents/Resources/Licences"
cp "$here/Info.plist" "$bundle/Contents/Info.plist"
plutil -replace CFBundleShortVersionString -string "$version" "$bundle/Contents/Info.plist"
plutil -replace CFBundleVersion -string "$version" "$bundle/Contents/Info.plist"
plutil -lint "$bundle/Contents/Info.plist"
install -m 755 "$program" "$bundle/Contents/MacOS/secure-start"
cp "$here/secure-start.icns" "$here/checklist.icns" "$bundle/Contents/Resources/"
cp "$root/LICENSE-MIT" "$root/LICENSE-APACHE" "$root"/assets/fonts/*.txt "$notices" "$bundle/Contents/Resources/Licences/"

if [ -n "${SIGN_AS:-}" ]; then
    codesign --force --options runtime --timestamp --sign "$SIGN_AS" "$bundle"
else
    codesign --force --options runtime --sign - "$bundle"
fi
codesign --verify --strict --verbose=2 "$bundle"

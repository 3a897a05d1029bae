#!/usr/bin/env bash
# Checks the files that a Linux desktop reads, with the tools that desktops and distributions check them with.
# It ends with 1 if one of them finds a fault, or is not there. It changes nothing, and needs no network.
# shellcheck disable=SC2317  # functions are called through run
set -euo pipefail
cd "$(dirname "$0")"

id=io.github.secure_start.SecureStart
type=application/vnd.secure-start.checklist+json
samples=../../assets/samples
failed=0

fault() {
    echo "FAULT: $*" >&2
    failed=1
}

# run WHAT COMMAND…: says whether a check passed, and goes on.
run() {
    local what=$1
    shift
    if "$@"; then echo "passed: $what"; else fault "$what"; fi
}

missing=
for tool in desktop-file-validate appstreamcli xmllint update-mime-database gio file python3; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
if [ -n "$missing" ]; then
    echo "These tools are missing:$missing." >&2
    echo "Debian packages: desktop-file-utils appstream libxml2-utils shared-mime-info libglib2.0-bin file python3" >&2
    exit 1
fi

echo "== what each tool says"
# desktop-file-validate ends well with warnings and hints too: anything that it says is a fault here.
says_nothing() {
    local said status=0
    said=$("$@" 2>&1) || status=1
    if [ -n "$said" ]; then
        echo "$said" >&2
        status=1
    fi
    return "$status"
}
run "desktop file" says_nothing desktop-file-validate "$id.desktop"
run "metainfo" appstreamcli validate --pedantic --no-net "$id.metainfo.xml"
run "MIME type, as XML" xmllint --noout "$id.xml"
for picture in icons/hicolor/*/*/*.svg; do run "$picture" xmllint --noout "$picture"; done

echo "== whether the files fit together"
fits() { grep -qF -- "$2" "$1" || fault "$1 does not say: $2"; }
fits "$id.desktop" "Icon=$id"
fits "$id.desktop" "StartupWMClass=$id"
fits "$id.desktop" "MimeType=$type;"
fits "$id.metainfo.xml" "<id>$id</id>"
fits "$id.metainfo.xml" "<launchable type=\"desktop-id\">$id.desktop</launchable>"
fits "$id.metainfo.xml" "<mediatype>$type</mediatype>"
fits "$id.xml" "<mime-type type=\"$type\">"
fits "$id.xml" "<icon name=\"$id-checklist\"/>"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' ../../Cargo.toml | head -1)
fits "$id.metainfo.xml" "<release version=\"$version\""
fits changelog "secure-start ($version-1)"
fits ../windows/secure-start.exe.manifest "name=\"io.github.secure_start.SecureStart\" version=\"$version.0\""
fits ../macos/Info.plist "<string>$version</string>"

echo "== icons"
for size in 16 22 24 32 48 64 128 256 512; do
    for picture in "apps/$id.png" "mimetypes/$id-checklist.png"; do
        picture=icons/hicolor/${size}x$size/$picture
        file "$picture" | grep -qF "PNG image data, $size x $size, 8-bit/color RGBA" || fault "$picture is not $size x $size"
    done
done
for picture in "scalable/apps/$id.svg" "scalable/mimetypes/$id-checklist.svg" "symbolic/apps/$id-symbolic.svg"; do
    [ -f "icons/hicolor/$picture" ] || fault "there is no icons/hicolor/$picture"
done

echo "== what type a desktop sees, in a folder of its own"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
mkdir -p "$work/share/mime/packages" "$work/files"
cp "$id.xml" "$work/share/mime/packages/"
says=$(XDG_DATA_HOME=$work/share update-mime-database "$work/share/mime" 2>&1) || fault "update-mime-database: $says"
grep -qF "$type" "$work/share/mime/types" || fault "update-mime-database has not taken the type: $says"

# type_of FILE: asked through GLib, as GNOME, Xfce and others do.
type_of() {
    XDG_DATA_HOME=$work/share gio info --attributes=standard::content-type "$1" | sed -n 's/.*content-type: //p'
}
# is FILE TYPE
is() {
    local found
    found=$(type_of "$1")
    if [ "$found" = "$2" ]; then echo "passed: ${1##*/} is $2"; else fault "${1##*/} is seen as $found, and not as $2"; fi
}
for sample in "$samples"/[0-9]*.json; do
    name=$(basename "$sample" .json)
    # Under its own ending, under the plain one, and under none.
    cp "$sample" "$work/files/$name.secure-start.json"
    cp "$sample" "$work/files/$name.json"
    cp "$sample" "$work/files/$name"
    is "$work/files/$name.secure-start.json" "$type"
    is "$work/files/$name.json" "$type"
    is "$work/files/$name" "$type"
done
# Nobody else's files are taken: neither a site pack nor any other JSON.
cp "$samples/site-pack-example.json" "$work/files/"
echo '{"name": "something else"}' >"$work/files/other.json"
is "$work/files/site-pack-example.json" application/json
is "$work/files/other.json" application/json
# xdg-mime asks the desktop that runs; it says the same where that is GNOME.
if command -v xdg-mime >/dev/null; then
    for name in 1-nurse-england.secure-start.json 1-nurse-england.json; do
        found=$(cd "$work/files" && XDG_CURRENT_DESKTOP=GNOME XDG_DATA_HOME=$work/share xdg-mime query filetype "$name")
        if [ "$found" = "$type" ]; then echo "passed: xdg-mime, $name"; else fault "xdg-mime says $found for $name"; fi
    done
fi

echo "== the files of other systems, as far as they can be read here"
run "application manifest" xmllint --noout ../windows/secure-start.exe.manifest
run "MSI definition, as XML" xmllint --noout ../windows/secure-start.wxs
read_plist() { python3 -c 'import plistlib, sys; plistlib.load(open(sys.argv[1], "rb"))' "$1"; }
for list in ../macos/*.plist; do run "${list#../}" read_plist "$list"; done
if python3 -c 'import yaml' 2>/dev/null; then
    read_yaml() { python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1], encoding="utf-8"))' "$1"; }
    run "Flatpak manifest, as YAML" read_yaml "../flatpak/$id.yml"
    run "workflow, as YAML" read_yaml ../../.github/workflows/build.yml
else
    echo "not checked: the YAML files, because Python has no module yaml (Debian package python3-yaml)"
fi

if [ "$failed" = 0 ]; then echo "All of it passed."; else echo "Something has to be mended: see FAULT above." >&2; fi
exit "$failed"

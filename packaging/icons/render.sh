#!/usr/bin/env bash
# Draws every picture of the packages again from the SVG files beside this script.
# Needs rsvg-convert (Debian package librsvg2-bin), icotool (icoutils) and Python with Pillow.
set -euo pipefail
cd "$(dirname "$0")"

id=io.github.secure_start.SecureStart
hicolor=../linux/icons/hicolor

# draw SVG SIZE FILE
draw() {
    mkdir -p "$(dirname "$3")"
    rsvg-convert --width "$2" --height "$2" "$1.svg" --output "$3"
}

for size in 16 22 24 32 48 64 128 256 512; do
    if [ "$size" -lt 32 ]; then form=-small; else form=; fi
    draw "secure-start$form" "$size" "$hicolor/${size}x$size/apps/$id.png"
    draw "checklist$form" "$size" "$hicolor/${size}x$size/mimetypes/$id-checklist.png"
done
mkdir -p "$hicolor/scalable/apps" "$hicolor/scalable/mimetypes" "$hicolor/symbolic/apps"
cp secure-start.svg "$hicolor/scalable/apps/$id.svg"
cp checklist.svg "$hicolor/scalable/mimetypes/$id-checklist.svg"
cp secure-start-symbolic.svg "$hicolor/symbolic/apps/$id-symbolic.svg"

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
mkdir -p ../windows ../macos

# pictures NAME: the sizes of an .ico file.
# 20 and 40 are what Windows asks for at 125 %; the form without a margin stays sharp there.
pictures() {
    for size in 16 20 24 32 40 48 64 128 256; do
        case "$size" in 16 | 20 | 24 | 40) form=-small ;; *) form= ;; esac
        draw "$1$form" "$size" "$work/$1-$size.png"
    done
}
for name in secure-start checklist; do
    pictures "$name"
    small=()
    for size in 16 20 24 32 40 48 64 128; do small+=("$work/$name-$size.png"); done
    # 256 pixels stay PNG, as Windows does it; parts of Windows read the smaller ones only as bitmaps.
    icotool --create --output="../windows/$name.ico" "${small[@]}" --raw="$work/$name-256.png"
done

for size in 32 64 128 256 512 1024; do
    draw secure-start-macos "$size" "$work/mac-$size.png"
    draw checklist "$size" "$work/macfile-$size.png"
done
python3 icns.py "$work" mac ../macos/secure-start.icns
python3 icns.py "$work" macfile ../macos/checklist.icns

# The installer for Windows takes bitmaps only.
rsvg-convert installer.svg --output "$work/installer.png"
python3 -c 'import sys; from PIL import Image; Image.open(sys.argv[1]).convert("RGB").quantize(64).save(sys.argv[2])' \
    "$work/installer.png" ../windows/installer.bmp

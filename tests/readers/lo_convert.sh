#!/usr/bin/env bash
# Converts one file with LibreOffice, without a window and with a profile of its own that is thrown away afterwards, so
# that several conversions can run side by side and none is changed by what a person has set.
#
#   lo_convert.sh FILE FORMAT OUTDIR
#
# FORMAT is pdf, xlsx, csv, or any other that LibreOffice takes after --convert-to. With csv each sheet of a workbook
# goes to a file of its own, OUTDIR/NAME-SHEET.csv: UTF-8, commas, text in quotation marks only where it needs them, the
# cells as they are shown. A FILE that ends in .csv is read as UTF-8 with commas and in British English, as a person
# there would take it in. The names of the files written are printed. Exit status: 0, 1 nothing was written, 2 wrong use.
set -euo pipefail

if [ $# -ne 3 ]; then
    echo "usage: $0 FILE FORMAT OUTDIR" >&2
    exit 2
fi
file=$1 format=$2 outdir=$3
if [ ! -f "$file" ]; then
    echo "$0: no such file: $file" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$outdir" "$work/out" "$work/profile/user"

# Dates, numbers and paper as in Britain, whatever the locale of whoever calls.
cat >"$work/profile/user/registrymodifications.xcu" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
</oor:items>
END

# The numbers and words: separator, text delimiter, character set (76 is UTF-8), first line, column formats, language
# (2057 is British English), then for a file that is read: text in quotation marks stays text, dates and the like are
# seen as such; for a file that is written: all text in quotation marks, numbers without, cells as they are shown,
# formulas instead of results, spaces removed, the sheet (-1 is every one of them, each in its own file).
case $format in
    csv) format='csv:Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true,true,false,false,-1' ;;
esac
infilter=()
case $file in
    *.csv | *.CSV) infilter=(--infilter='Text - txt - csv (StarCalc):44,34,76,1,,2057,false,true') ;;
esac

# LibreOffice exits with 0 even where it could not read the file, so what counts is whether a file came out.
timeout "${LO_TIMEOUT:-120}" soffice "-env:UserInstallation=file://$work/profile" --headless --norestore --nologo \
    --nodefault --nolockcheck "${infilter[@]}" --convert-to "$format" --outdir "$work/out" "$file" >"$work/log" 2>&1 ||
    echo "$0: soffice exited with status $?" >&2
if [ -z "$(ls -A "$work/out")" ]; then
    cat "$work/log" >&2
    echo "$0: nothing came out of $file" >&2
    exit 1
fi
for made in "$work"/out/*; do
    mv -f "$made" "$outdir/"
    printf '%s\n' "$outdir/${made##*/}"
done

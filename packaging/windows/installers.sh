#!/usr/bin/env bash
# Makes both installers for Windows, on Linux. Needs makensis and wixl (Debian packages nsis and wixl).
#
#   packaging/windows/installers.sh VERSION PROGRAM NOTICES FOLDER
#
# VERSION has three numbers. PROGRAM is secure-start.exe, NOTICES is third-party-licences.txt, and FOLDER is where the
# installers are put; these paths are seen from the folder of the project, and do not begin with a slash.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:?name the version, such as 0.1.0}
program=${2:?name secure-start.exe}
notices=${3:?name third-party-licences.txt}
folder=${4:?name the folder for the installers}
mkdir -p "$folder"

wixl -a x64 -D Version="$version" -D Program="$program" -D Notices="$notices" \
    -o "$folder/secure-start-$version-x64.msi" packaging/windows/secure-start.wxs
# “-D SIGN=…” comes from the environment: the command that signs the installer and the uninstaller.
makensis -V2 -WX -NOCD ${SIGN:+"-DSIGN=$SIGN"} -DVERSION="$version" -DPROGRAM="$program" -DNOTICES="$notices" \
    -DOUTPUT="$folder/secure-start-$version-setup.exe" packaging/windows/secure-start.nsi
ls -l "$folder"

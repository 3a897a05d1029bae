#!/usr/bin/env bash
# Installs the readers that the exported files are read back with: LibreOffice, qpdf, poppler, a browser without a window
# and Java from Debian where they are missing, and beside this script a virtual environment of Python (venv) and the
# packages of Node (node/node_modules), both at the versions that are pinned. What is there already stays as it is.
#
#   install.sh
#
# It has to run as root where something of Debian's is missing.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
# want PACKAGES COMMAND...: the packages are wanted where there is none of the commands.
want() {
    local packages=$1 command
    shift
    for command in "$@"; do
        if command -v "$command" >/dev/null; then return; fi
    done
    # shellcheck disable=SC2206 # several packages in one word
    missing+=($packages)
}
# The fonts have the widths of those that spreadsheets and pages name most: Arial, Times New Roman, Courier New, Calibri.
want "libreoffice-calc-nogui fonts-liberation fonts-crosextra-carlito fonts-dejavu-core" soffice
want "chromium-headless-shell fonts-liberation fonts-dejavu-core" chromium-headless-shell chromium google-chrome
want qpdf qpdf
want poppler-utils pdftotext
want default-jre-headless java
want python3 python3
want nodejs node
want npm npm
if ! python3 -c 'import ensurepip' 2>/dev/null; then missing+=(python3-venv); fi
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# A copy of what was installed from is kept, so that the next call sees that nothing has to be done.
if ! cmp -s requirements.txt venv/requirements.txt; then
    rm -rf venv
    python3 -m venv venv
    venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements.txt
    cp requirements.txt venv/requirements.txt
fi
if ! cmp -s node/package-lock.json node/node_modules/installed.json; then
    # No package may run a script of its own: the one of vnu-jar would fetch a Java.
    (cd node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    cp node/package-lock.json node/node_modules/installed.json
fi

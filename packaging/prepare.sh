#!/usr/bin/env bash
# Puts into target/package/ what packages hold beside the program: the man pages, the completions for shells and the
# licences of the libraries.
#
#   packaging/prepare.sh TARGET
#
# TARGET is the Rust target of the package, such as x86_64-unknown-linux-gnu.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?name the Rust target, such as x86_64-unknown-linux-gnu}

mkdir -p target/package
# A test holds them to the arguments that the program takes.
cp packaging/generated/* target/package/
"$(command -v python3 || command -v python)" packaging/third-party.py "$target" target/package/third-party-licences.txt

#!/usr/bin/env python3
"""Writes the licences of the libraries that are compiled into the program: third-party.py TARGET FILE.

TARGET is a Rust target such as x86_64-unknown-linux-gnu. The texts come from the sources that Cargo has fetched, so
“cargo fetch” has to have run once. It needs Python 3.9 or later and nothing else.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("licen", "copying", "copyright", "notice", "unlicense")


def packages(target):
    """Every package that is linked into the program for a target, without those of tests and of the build."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    nodes = {node["id"]: node for node in said["resolve"]["nodes"]}
    root = said["resolve"]["root"]
    reached, waiting = set(), [root]
    while waiting:
        for dependency in nodes[waiting.pop()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_linked and dependency["pkg"] not in reached:
                reached.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    found = [package for package in said["packages"] if package["id"] in reached]
    return sorted(found, key=lambda package: (package["name"], package["version"]))


def texts(package):
    """The licences and notices that come with a package."""
    folder = Path(package["manifest_path"]).parent
    files = {path for path in folder.iterdir() if path.is_file() and path.name.lower().startswith(NAMES)}
    if package["license_file"]:
        files.add(folder / package["license_file"])
    read = (path.read_text("utf-8", errors="replace") for path in sorted(files))
    return ["\n".join(line.rstrip() for line in text.strip().splitlines()) for text in read]


def main(target, file):
    found = packages(target)
    lines = [
        "Secure Start is compiled with the libraries that are named here, and with the Rust standard library",
        "(MIT or Apache-2.0), for " + target + ".",
        "After the list stand their licences and notices, each text once, with whose it is.",
        "",
    ]
    owners = {}
    for package in found:
        name = f"{package['name']} {package['version']}"
        licence = package["license"] or "a licence of its own, below"
        lines.append(f"{name}: {licence}" + (f", {package['repository']}" if package["repository"] else ""))
        own = texts(package)
        if not own:
            lines.append("    (its package has no text of a licence: " + (", ".join(package["authors"]) or name) + ")")
        for text in own:
            owners.setdefault(text, []).append(name)
    for text, names in owners.items():
        lines += ["", "=" * 100, "", ", ".join(dict.fromkeys(names)), "", text]
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(found)} libraries, {len(owners)} texts: {file}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

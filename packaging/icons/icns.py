"""Puts pictures of one icon into an .icns file: icns.py FOLDER NAME FILE. Called by render.sh.

On a Mac, iconutil does the same from an .iconset folder.
"""

import sys
from pathlib import Path

from PIL import Image


def main(folder, name, file):
    found = [Image.open(path) for path in Path(folder).glob(f"{name}-*.png")]
    largest, *others = sorted(found, key=lambda picture: -picture.width)
    largest.save(file, append_images=others)


if __name__ == "__main__":
    main(*sys.argv[1:])

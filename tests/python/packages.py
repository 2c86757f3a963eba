"""The packages that a program imports, for CPython: the very wheels that the engine has, unpacked in the build cache."""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOCK = ROOT / "src/python/packages.lock"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "loopline/packages")


def locked():
    """Packages of the lock file by name: (modules by which they are imported, packages on which they depend, folder)."""
    found = {}
    for line in LOCK.read_text().splitlines():
        if line and not line.startswith("#"):
            package, imports, depends, _, wheel = (part.strip() for part in line.split("|"))
            name, version = package.split()
            folder = CACHE / f"{name}-{version}-{wheel.split()[1][:16]}"
            found[name] = (imports.split(), [] if depends == "-" else depends.split(), folder)
    return found


def folders_for(program):
    """The folders of the packages that a program and the files beside it import, and of those on which they depend."""
    files = [program, *sorted(program.with_suffix(".files").rglob("*.py"))]
    text = "\n".join(file.read_text() for file in files)
    roots = {name.split(".")[0] for name in re.findall(r"^\s*(?:import|from)\s+([\w.]+)", text, re.MULTILINE)}
    shelf = locked()
    wanted = [name for name, (imports, _, _) in shelf.items() if roots & {module.split(".")[0] for module in imports}]
    found = []
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.append(name)
            wanted += shelf[name][1]
    if any(not shelf[name][2].is_dir() for name in found):
        subprocess.run([sys.executable, ROOT / "static/build/packages.py", CACHE], check=True)
    return [shelf[name][2] for name in sorted(found)]

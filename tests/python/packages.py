"""The packages that a program imports, for CPython: the very wheels that the engine has, unpacked in the build cache.

Where the engine has modules of ours in place of compiled ones, CPython has the compiled ones, in a wheel for itself.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOCK = ROOT / "src/python/packages.lock"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "loopline/packages")


# What works by compiled code: our own code stands in for it in the engine.
COMPILED = {"pydantic-core"}


# Modules that need what their packages do not depend on, as `_packages.py` of the engine says, by the ends of their names.
WITH = {".templating import": "jinja2", ".middleware.sessions import": "itsdangerous"}


def locked(chosen=()):
    """Packages of the lock file by name: (modules by which they are imported, packages on which they depend, folder). Of two
    versions of one name it is the one that is chosen."""
    found = {}
    for line in LOCK.read_text().splitlines():
        if line and not line.startswith("#"):
            package, imports, depends, _, wheel, *chosen_by = (part.strip() for part in line.split("|"))
            if set(chosen_by) <= set(chosen):
                name, version = package.split()
                folder = CACHE / f"{name}-{version}-{wheel.split()[1][:16]}"
                if name in COMPILED:
                    folder = CACHE / f"{name}-{version}-{sys.implementation.cache_tag}"
                found[name] = (imports.split(), [] if depends == "-" else depends.split(), folder)
    return found


def fetch_for_this_python(folder):
    """Fetches the wheel of a package that is compiled for the Python which runs this."""
    name, _, version = folder.name.removesuffix(f"-{sys.implementation.cache_tag}").rpartition("-")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        subprocess.run([*command, "--dest", temporary, f"{name}=={version}"], check=True)
        (wheel,) = pathlib.Path(temporary).glob("*.whl")
        zipfile.ZipFile(wheel).extractall(pathlib.Path(temporary, "unpacked"))
        pathlib.Path(temporary, "unpacked").rename(folder)


def folders_for(program):
    """The folders of the packages that a program and the files beside it import, and of those on which they depend."""
    files = [program, *sorted(program.with_suffix(".files").rglob("*.py"))]
    text = "\n".join(file.read_text() for file in files)
    roots = {name.split(".")[0] for name in re.findall(r"^\s*(?:import|from)\s+([\w.]+)", text, re.MULTILINE)}
    roots |= {other for module, other in WITH.items() if module in text}
    choices = ",".join(re.findall(r"^# packages:(.*)", text, re.MULTILINE))
    shelf = locked(["".join(choice.split()) for choice in choices.split(",")])
    wanted = [name for name, (imports, _, _) in shelf.items() if roots & {module.split(".")[0] for module in imports}]
    found = []
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.append(name)
            wanted += shelf[name][1]
    lacking = [name for name in found if not shelf[name][2].is_dir()]
    for name in COMPILED.intersection(lacking):
        fetch_for_this_python(shelf[name][2])
    if not COMPILED.issuperset(lacking):
        subprocess.run([sys.executable, ROOT / "static/build/packages.py", CACHE], check=True)
    return [shelf[name][2] for name in sorted(found)]

#!/usr/bin/env python3
"""Fetches the packages of `src/python/packages.lock`, which programs can import, with pip, and unpacks them into the build cache.

    packages.py FOLDER             fetches into FOLDER what it lacks; without a network this works if nothing is lacking
    packages.py lock NAME...       prints the lines for packages (`NAME` or `NAME==VERSION`), for the lock file
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

LOCK = pathlib.Path(__file__).parents[2] / "src/python/packages.lock"

# The Python that the engine is, whatever runs this script. A wheel for every machine is called `any`.
ENGINE = ["--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "abi3", "--abi", "none"]
ANY = ["--platform", "any"]
# The wheels of some packages are compiled, and work without what is compiled in them, which is left out.
COMPILED = [*ANY, "--platform", "manylinux_2_28_x86_64", "--platform", "manylinux2014_x86_64"]


def locked():
    """The packages of the lock file: (name, version, whether its wheel is compiled, hash)."""
    for line in LOCK.read_text().splitlines():
        if line and not line.startswith("#"):
            package, _, _, _, wheel, *_ = (part.strip() for part in line.split("|"))
            name, version = package.split()
            kind, digest = wheel.split()
            yield name, version, kind == "compiled", digest


def download(into, options, requirements):
    """Has pip download wheels, from the index that it is configured for; tells if they have all come."""
    wanted = pathlib.Path(into) / "requirements.txt"
    wanted.write_text("\n".join(requirements) + "\n")
    command = [*pip(), "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
    return not subprocess.run([*command, *ENGINE, *options, "--dest", into, "--requirement", wanted]).returncode


def pip():
    """The command of a pip: this Python's, or one in a virtual environment of its own."""
    own = [sys.executable, "-m", "pip"]
    if not subprocess.run([*own, "--version"], capture_output=True).returncode:
        return own
    made = pathlib.Path(tempfile.gettempdir(), f"loopline-pip-{os.getuid()}")
    inner = made / "bin/python"
    if not inner.exists() and subprocess.run([sys.executable, "-m", "venv", made], capture_output=True).returncode:
        shutil.rmtree(made, ignore_errors=True)
        sys.exit("Loopline needs pip for the packages of its Python engine: install python3-pip or python3-venv.")
    return [inner, "-m", "pip"]


def folder_of(name, version, digest):
    """The folder into which a wheel is unpacked."""
    return f"{name}-{version}-{digest[:16]}"


def fetch(cache):
    """Fetches what the lock file names and the folder lacks."""
    cache = pathlib.Path(cache)
    lacking = [package for package in locked() if not (cache / folder_of(package[0], package[1], package[3])).is_dir()]
    if not lacking:
        return
    print(f"Fetching {len(lacking)} Python packages", file=sys.stderr)
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as temporary:
        for compiled, options in (False, [*ANY, "--require-hashes"]), (True, [*COMPILED, "--require-hashes"]):
            for packages in one_version_each(package for package in lacking if package[2] == compiled):
                lines = [f"{name}=={version} --hash=sha256:{digest}" for name, version, _, digest in packages]
                if not download(temporary, options, lines):
                    # pip fetches all or nothing: those that can be had, then.
                    for line in lines:
                        download(temporary, options, [line])
        wheels = {digest_of(path): path for path in pathlib.Path(temporary).glob("*.whl")}
        for name, version, _, digest in lacking:
            if digest in wheels:
                unpacked = pathlib.Path(temporary, folder_of(name, version, digest))
                zipfile.ZipFile(wheels[digest]).extractall(unpacked)
                unpacked.rename(cache / unpacked.name)
    missing = [name for name, _, _, digest in lacking if digest not in wheels]
    if missing:
        sys.exit(f"These packages of src/python/packages.lock could not be fetched: {', '.join(missing)}")


def one_version_each(packages):
    """Groups of packages, none of which has a package twice: pip takes one version of each."""
    groups = []
    for package in packages:
        group = next((group for group in groups if package[0] not in {other[0] for other in group}), None)
        if group is None:
            groups.append(group := [])
        group.append(package)
    return groups


def digest_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- The line of a package ---

# The identifiers of licences that older packages name in other words.
SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def line_of(wheel, compiled, Requirement):
    """The line of a wheel: what it depends on and its licence come from its metadata, what it is imported by from its files."""
    from email.parser import Parser

    files = zipfile.ZipFile(wheel)
    info = next(name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = Parser().parsestr(files.read(info).decode())
    depends = []
    for text in metadata.get_all("Requires-Dist", []):
        wanted = Requirement(text)
        machine = {"python_version": "3.14", "python_full_version": "3.14.0", "sys_platform": "linux", "extra": "", "os_name": "posix"}
        machine |= {"platform_system": "Linux", "implementation_name": "cpython", "platform_python_implementation": "CPython"}
        if wanted.marker is None or wanted.marker.evaluate(machine):
            depends.append(canonical(wanted.name))
    modules = {name.split("/")[0].removesuffix(".py") for name in files.namelist() if name.endswith(".py")}
    modules = sorted(name for name in modules if name.isidentifier())
    licence = metadata["License-Expression"] or next(
        (kind.rpartition(" :: ")[2] for kind in metadata.get_all("Classifier", []) if kind.startswith("License ::")),
        (metadata["License"] or "?").splitlines()[0],
    )
    licence = SPDX.get(licence, licence)
    kind = "compiled" if compiled else "pure"
    package = f"{canonical(metadata['Name'])} {metadata['Version']}"
    return " | ".join([package, " ".join(modules), " ".join(sorted(set(depends))) or "-", licence, f"{kind} {digest_of(wheel)}"])


def lock(names):
    """Prints the lines of packages."""
    from pip._vendor.packaging.requirements import Requirement

    for name in names:
        with tempfile.TemporaryDirectory() as temporary:
            compiled = False
            command = [*pip(), "download", "--quiet", "--no-deps", "--only-binary", ":all:", *ENGINE, "--dest", temporary]
            if subprocess.run([*command, *ANY, name], stderr=subprocess.DEVNULL).returncode:
                compiled = True
                if subprocess.run([*command, *COMPILED, name]).returncode:
                    sys.exit(f"{name}: there is no wheel for it")
            (wheel,) = pathlib.Path(temporary).glob("*.whl")
            print(line_of(wheel, compiled, Requirement), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["lock"]:
        lock(sys.argv[2:])
    elif len(sys.argv) == 2:
        fetch(sys.argv[1])
    else:
        sys.exit(__doc__)

#!/usr/bin/env python3
"""Runs asyncpg's own tests on CPython with our modules in place of its compiled ones, and compares how many pass with `suites.txt`.

    PGHOST=... PGPORT=... PGUSER=... python3.13 suites.py [--update] [NAME...]

They need a PostgreSQL of the machine, of which PGUSER is a superuser. The tests come with asyncpg's sources, which pip fetches.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

import record

HERE = pathlib.Path(__file__).resolve().parent
OURS = record.ROOT / "src/python/library/packages/asyncpg"
PINS = HERE / "suites.txt"

# Without those of TLS and GSSAPI, of starting clusters, and of sub-interpreters.
SUITES = """
    cache_invalidation cancellation codecs copy cursor exceptions execute introspection listeners logging pool prepare record
    timeout transaction types utils
""".split()


def sources(compiled, into):
    """Puts asyncpg with our modules, and its tests, into a folder."""
    shutil.copytree(compiled / "asyncpg", into / "asyncpg", ignore=shutil.ignore_patterns("*.so", "*.pyd"))
    shutil.copytree(OURS, into, dirs_exist_ok=True)
    version = compiled.name.split("-")[1]
    archive = record.CACHE / f"sources/asyncpg-{version}.tar.gz"
    if not archive.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", archive.parent]
        subprocess.run([*command, f"asyncpg=={version}"], check=True)
    with tarfile.open(archive) as opened:
        opened.extractall(into / "sources", filter="data")
    shutil.move(into / f"sources/asyncpg-{version}/tests", into / "tests")


def run(name, folder):
    """How a suite ends."""
    ran = subprocess.run([sys.executable, "-m", "unittest", f"tests.test_{name}"], cwd=folder, capture_output=True, text=True)
    count = re.search(r"^Ran (\d+) tests?", ran.stderr, re.MULTILINE)
    return f"{count[1] if count else 0} run, {ran.stderr.splitlines()[-1]}"


def main(arguments):
    wanted = [name for name in arguments if name != "--update"] or SUITES
    pins = dict(line.split(": ", 1) for line in PINS.read_text().splitlines()) if PINS.exists() else {}
    differ = 0
    with tempfile.TemporaryDirectory() as folder:
        sources(record.asyncpg(), pathlib.Path(folder))
        for name in wanted:
            end = run(name, folder)
            if pins.get(name) != end:
                differ += 1
                print(f"{name}: {end}, and not {pins.get(name)}", flush=True)
            pins[name] = end
    if "--update" in arguments:
        PINS.write_text("".join(f"{name}: {pins[name]}\n" for name in sorted(pins)))
        return 0
    print(f"{len(wanted)} suites, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Runs CPython's own tests of sqlite3 on CPython with our `_sqlite3` in place of the compiled one, and compares how they end with
`suites.txt`.

    python3.13 suites.py [--update] [NAME...]       needs node, and CPython's own package `test`
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODULES = ROOT / "src/python/library/modules"
PINS = HERE / "suites.txt"

# Without that of the command line of sqlite3.
SUITES = "backup dbapi dump factory hooks regression transactions types userfunctions".split()


def put_modules(folder):
    """Puts our modules into a folder, with those that stand for the engine."""
    for path in [*MODULES.glob("_sqlite*.py"), *(HERE / "host").iterdir()]:
        shutil.copy(path, folder)
    (folder / "_files_of_a_machine.py").rename(folder / "_sqlite_files.py")


def run(name, modules, sqlite):
    """How a suite ends, and which of its tests do not go right."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(modules), "SQLITE_FOLDER": sqlite}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [sys.executable, "-W", "ignore::ResourceWarning", "-m", "unittest", f"test.test_sqlite3.test_{name}"]
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600)
    count = re.search(r"^Ran (\d+) tests?", ran.stderr, re.MULTILINE)
    end = re.findall(r"^(OK|FAILED)(.*)$", ran.stderr, re.MULTILINE)
    wrong = sorted(set(re.findall(r"^(?:ERROR|FAIL): (\w+)", ran.stderr, re.MULTILINE)))
    told = f"{count[1] if count else 0} run, {''.join(end[-1]) if end else 'no end'}"
    return "\n    ".join([told, *wrong])


def main(arguments):
    wanted = [name for name in arguments if name != "--update"] or SUITES
    pinned = re.findall(r"^(\w+): (.*(?:\n    .*)*)", PINS.read_text() if PINS.exists() else "", re.MULTILINE)
    pins = dict(pinned)
    sqlite = subprocess.run(["node", ROOT / "static/build/sqlite.mjs"], capture_output=True, text=True, check=True).stdout.strip()
    differ = 0
    with tempfile.TemporaryDirectory() as folder:
        put_modules(pathlib.Path(folder))
        for name in wanted:
            end = run(name, folder, sqlite)
            if pins.get(name) != end:
                differ += 1
                print(f"{name}: {end}\n  and not {pins.get(name)}", flush=True)
            pins[name] = end
    if "--update" in arguments:
        PINS.write_text("".join(f"{name}: {pins[name]}\n" for name in sorted(pins)))
        return 0
    print(f"{len(wanted)} suites, {differ} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

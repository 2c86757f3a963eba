#!/usr/bin/env python3
"""Records what CPython does with each program in `programs/`, with its own SQLite, as `../python/record.py` does.

    python3.13 record.py [--check] [NAME...]
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

import record  # noqa: E402

# Those that SQLite itself has wait are recorded on the machine's clock, without moments.
REAL = ("a_lock_that_is_waited_for",)


def record_of(program):
    if program.stem not in REAL:
        return record.run(program)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(program, folder)
        ran = subprocess.run([sys.executable, program.name], cwd=folder, capture_output=True, text=True, check=True)
    return record.written([(0, "out", ran.stdout)], "exit 0")


def main(arguments):
    if sys.version_info[:2] != (3, 13):
        sys.exit("record.py needs CPython 3.13")
    check = "--check" in arguments
    wanted = [argument for argument in arguments if argument != "--check"]
    # What no CPython does has a record of the engine's own.
    programs = [path for path in sorted((HERE / "programs").glob("*.py")) if not path.with_suffix(".engine.txt").exists()]
    programs = [path for path in programs if not wanted or path.stem in wanted]
    differ = []
    for program in programs:
        text, file = record_of(program), record.record_of(program)
        if not check:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            differ.append(program.stem)
    print(f"{len(programs)} programs, {len(differ)} differ" if check else f"{len(programs)} programs recorded", *differ)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

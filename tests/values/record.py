#!/usr/bin/env python3
"""Records the local variables of every task after each of its steps, as CPython's own frames hold them, and what its awaits have
given in the step.

    python3 record.py            rewrites records.json (CPython 3.13)
    python3 record.py --check    runs the programs again and compares; exit status 1 on any difference
    python3 record.py NAME...    prints the records of these programs only

The programs are those of `../python` in the folders FOLDERS, on its virtual clock. A record is a list of steps, in their
order; each is the task's name and its chain of awaits, the outermost frame first:

    [name, [[function, line, number of arguments, [[variable, text], ...], [[line of an await, text], ...]], ...]]

A chain that is that of the task's step before is `null`. Frames of the library are left out. A text is that of `repr` within
the limits of the engine, which `frames.py` states once more.
"""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = HERE.parent / "python"
RECORDS = HERE / "records.json"
FOLDERS = "basics cancellation contexts errors gather generators groups language locks loop odd queues runs".split()
# Programs whose values are of no use here, each with the reason.
LEFT_OUT = {
    "wait": "a set of tasks has no order that two runs share",
    "at_the_await_eagerly": "tasks in Python, of which these are, have no names if they start eagerly",
    "eager_tasks": "tasks in Python, of which these are, have no names if they start eagerly",
}

def programs():
    found = (path for folder in FOLDERS for path in sorted((PROGRAMS / folder).glob("*.py")))
    return [path for path in found if not path.with_suffix(".files").exists() and path.stem not in LEFT_OUT]


def record(path):
    import os
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, folder)
        command = [sys.executable, "-P", "-c", "import sys, frames; frames.run(sys.argv[1])", path.name]
        environment = {"PYTHONPATH": f"{HERE}:{PROGRAMS}", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ["PATH"]}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    if done.returncode:
        return done.stderr.decode()
    text = done.stdout.decode().replace(f"{folder}/", "")
    return json.loads(text)


def main(names):
    check = "--check" in names
    names = [name for name in names if not name.startswith("--")]
    records = {}
    for path in programs():
        if names and path.stem not in names:
            continue
        steps = record(path)
        if isinstance(steps, str):
            print(f"{path.stem}: {steps}", file=sys.stderr)
            continue
        if any(chain for _, chain in steps):
            records[f"{path.parent.name}/{path.stem}"] = steps
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n"
    if names:
        print(json.dumps(records, ensure_ascii=False, indent=1))
    elif not check:
        RECORDS.write_text(text)
        print(f"{len(records)} programs, {len(text)} bytes")
    elif text != RECORDS.read_text():
        print("records.json differs from what CPython does")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

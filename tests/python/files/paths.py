"""The same by pathlib and glob."""

import glob
from pathlib import Path, PurePosixPath

base = Path("paths-of-mine")
base.mkdir()
note = base / "notes" / "first.txt"
note.parent.mkdir(parents=True, exist_ok=True)
print(note.write_text("one\ntwo\n"), note.read_text().splitlines(), note.stat().st_size)
(base / "raw.bin").write_bytes(b"\x00\x01")
print((base / "raw.bin").read_bytes())
print(note, note.name, note.stem, note.suffix, note.parent, note.parts)
print(note.exists(), note.is_file(), base.is_dir(), (base / "none").exists())
with note.open("a") as file:
    file.write("three")
with open(note) as file:
    print(file.read().split())
print(sorted(path.name for path in base.iterdir()))
print(sorted(map(str, base.rglob("*"))))
print(sorted(map(str, base.glob("*.bin"))), sorted(glob.glob("paths-of-mine/**/*.txt", recursive=True)))
print(note.with_suffix(".md"), note.with_name("second.txt"), note.relative_to(base))
moved = note.rename(base / "moved.txt")
print(moved, note.exists(), moved.exists())
try:
    note.read_text()
except FileNotFoundError as error:
    print(error)
note.touch()
print(note.read_text() == "")
note.unlink()
note.unlink(missing_ok=True)
print(PurePosixPath("/a/b/../c"), Path("a") / "/b", Path("x") == Path("./x"))
for path in sorted(base.rglob("*"), reverse=True):
    path.rmdir() if path.is_dir() else path.unlink()
base.rmdir()
print(base.exists())

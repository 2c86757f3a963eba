# Temporary files and folders.
import asyncio, os, tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "x.txt"
    path.write_text("hello")
    print(os.listdir(folder), path.read_text(), os.path.dirname(folder) == tempfile.gettempdir())
print(os.path.exists(folder))
with tempfile.NamedTemporaryFile("w+", suffix=".csv", prefix="table-") as file:
    file.write("a,b\n1,2\n")
    file.seek(0)
    print(file.read().split(), os.path.basename(file.name).startswith("table-"), file.name.endswith(".csv"), os.path.exists(file.name))
print(os.path.exists(file.name))
with tempfile.TemporaryFile() as file:
    file.write(b"bytes")
    file.seek(1)
    print(file.read())
handle, name = tempfile.mkstemp(text=True)
os.write(handle, b"by number")
os.close(handle)
with open(name) as file:
    print(file.read())
os.unlink(name)
spool = tempfile.SpooledTemporaryFile(max_size=10, mode="w+")
spool.write("more than ten characters")
spool.seek(0)
print(spool.read(4), spool._rolled)
spool.close()
made = tempfile.mkdtemp(prefix="made")
Path(made, "a").mkdir()
Path(made, "a", "b.txt").touch()
import shutil
shutil.rmtree(made)
print(os.path.exists(made))

async def main():
    def work(n):
        with tempfile.NamedTemporaryFile("w", delete=False) as file:
            file.write(str(n))
        text = Path(file.name).read_text()
        os.remove(file.name)
        return text
    print(await asyncio.gather(*(asyncio.to_thread(work, n) for n in range(3))))

asyncio.run(main())

# Archives and compressed files, in memory and on disk.
import bz2, gzip, io, lzma, tarfile, zipfile, zlib

data = b"so it goes, " * 200
print(zlib.decompress(zlib.compress(data)) == data, zlib.crc32(data), zlib.adler32(data))
print(gzip.decompress(gzip.compress(data, mtime=0)) == data, bz2.decompress(bz2.compress(data)) == data)
print(lzma.decompress(lzma.compress(data)) == data)
with gzip.open("notes.txt.gz", "wt", encoding="utf-8") as file:
    file.write("привет\nмир\n")
with gzip.open("notes.txt.gz", "rt", encoding="utf-8") as file:
    print(file.read().split())
with zipfile.ZipFile("all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a/one.txt", "1" * 1000)
    archive.writestr("two.txt", "2")
with zipfile.ZipFile("all.zip") as archive:
    print(archive.namelist(), archive.read("two.txt"), archive.testzip(), zipfile.is_zipfile("all.zip"))
    print(archive.getinfo("a/one.txt").file_size)
buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
    info = tarfile.TarInfo("hello.txt")
    info.size = 5
    archive.addfile(info, io.BytesIO(b"hello"))
buffer.seek(0)
with tarfile.open(fileobj=buffer) as archive:
    print(archive.getnames(), archive.extractfile("hello.txt").read())
try:
    zlib.decompress(b"nonsense")
except zlib.error as error:
    print("incorrect header check" in str(error))
try:
    gzip.decompress(b"nonsense")
except gzip.BadGzipFile as error:
    print(error)
decompressor = zlib.decompressobj()
parts = zlib.compress(data)
print(b"".join(decompressor.decompress(parts[i:i + 20]) for i in range(0, len(parts), 20)) == data)

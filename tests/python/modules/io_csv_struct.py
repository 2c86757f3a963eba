import csv
import io
import pickle
import struct

buffer = io.StringIO()
writer = csv.writer(buffer)
writer.writerow(["name", "quote"])
writer.writerow(["Ann", 'says "hi", twice'])
print(repr(buffer.getvalue()))
buffer.seek(0)
print(list(csv.DictReader(buffer)))
binary = io.BytesIO(b"abc\ndef")
print(binary.readline(), binary.read(1), binary.tell())
print(struct.pack(">IhB", 1, -2, 255), struct.unpack("<H", b"\x01\x02"), struct.calcsize("iq"))
print(pickle.loads(pickle.dumps({"a": [1, (2, 3)], "b": None, "c": {4}})))
print([line for line in io.StringIO("one\ntwo\n")])
with io.StringIO() as out:
    print("captured", file=out)
    captured = out.getvalue()
print(repr(captured))

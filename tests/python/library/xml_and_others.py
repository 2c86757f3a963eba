# xml, plistlib, shelve, fileinput, filecmp, code, symtable, wave.
import filecmp, fileinput, plistlib, shelve, io, wave
import xml.etree.ElementTree as ET
from xml.dom import minidom
from xml.sax.saxutils import escape

root = ET.fromstring("<menu><dish price='3'>soup</dish><dish price='5'>fish</dish></menu>")
print([(dish.get("price"), dish.text) for dish in root.iter("dish")], root.find("dish").text)
ET.SubElement(root, "dish", price="1").text = "tea"
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
print(minidom.parseString("<a><b c='1'/></a>").documentElement.getElementsByTagName("b")[0].getAttribute("c"), escape("a<b"))
print(plistlib.loads(plistlib.dumps({"a": [1, True, "x"]})))
with shelve.open("store") as store:
    store["a"] = {"x": [1, 2]}
with shelve.open("store") as store:
    print(dict(store))
for name in "one", "two":
    with open(f"{name}.txt", "w") as file:
        file.write(f"{name}\nlines\n")
print([line.strip() for line in fileinput.input(["one.txt", "two.txt"])], filecmp.cmp("one.txt", "two.txt", shallow=False))
buffer = io.BytesIO()
with wave.open(buffer, "wb") as sound:
    sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(8000); sound.writeframes(bytes(1600))
buffer.seek(0)
with wave.open(buffer) as sound:
    print(sound.getparams())

# A document that is broken is refused with the place of its first error.
import xml.etree.ElementTree as ElementTree
from xml.dom import minidom
from xml.parsers import expat

DOCUMENTS = [
    "<a><b>text</b></a>",
    "<?xml version='1.0'?>\n<a b='1'>&lt;&#65;<!-- hm --></a>\n",
    "<a><b></a>",
    "<a>",
    "<a>text",
    "text",
    "",
    "<a/><b/>",
    "<a/>\ntext",
    "<a b=c/>",
    "<a b='1' b='2'/>",
    "<a b='1'c='2'/>",
    "<a>&nope;</a>",
    "<a>\n  fish & chips</a>",
    "<a>&#0;</a>",
    "<a>\x00</a>",
    "<1a/>",
    "<a><!-- -- --></a>",
    "<a><![CDATA[ x </a>",
    "<a",
    "<p:a/>",
    " <?xml version='1.0'?><a/>",
    "<a>]]></a>",
]

for document in DOCUMENTS:
    try:
        print(repr(document), "->", ElementTree.tostring(ElementTree.fromstring(document)))
    except ElementTree.ParseError as error:
        print(repr(document), "->", error, error.code, error.position)

try:
    minidom.parseString(b"<a>\xff</a>")
except expat.ExpatError as error:
    print(error, expat.ErrorString(error.code) == expat.errors.XML_ERROR_INVALID_TOKEN)

parser = expat.ParserCreate()
parser.StartElementHandler = lambda name, attributes: print("start", name, attributes)
parser.EndElementHandler = lambda name: print("end", name)
parser.Parse("<a x='1'>", False)
try:
    parser.Parse("<b/></c>", True)
except expat.ExpatError as error:
    print(error, parser.ErrorCode)

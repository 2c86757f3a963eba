"""Broken HTML as browsers read it, by html5lib, alone and for beautifulsoup4."""

import html5lib
from bs4 import BeautifulSoup

TEXT = "<table><tr><td>one<td>two</table><p>open <b>bold<p>next"
soup = BeautifulSoup(TEXT, "html5lib")
print(soup)
print([cell.get_text() for cell in soup.select("tbody td")], soup.b.parent.name)
tree = html5lib.parse(TEXT, namespaceHTMLElements=False)
print(tree.tag, [element.tag for element in tree.find("body")])

from bs4 import BeautifulSoup, Comment, NavigableString

PAGE = """<!doctype html><html><head><title>Prices &amp; names</title></head><body>
<!-- a note -->
<h1 class="big top">Shop</h1>
<ul id="list">
  <li class="item" data-price="10"><a href="/tea">Tea</a></li>
  <li class="item sold" data-price="25"><a href="/mate">Maté</a></li>
  <li>no price
</ul>
<p>One<br>two<b>three</p>
</body></html>"""

soup = BeautifulSoup(PAGE, "html.parser")
print(soup.title.string, soup.h1["class"], soup.find(id="list").name)
print([(link.get_text(), link["href"]) for link in soup.find_all("a")])
print([item["data-price"] for item in soup.select("ul#list > li.item:not(.sold)")])
print(soup.select_one("li[data-price='25'] a").text, len(soup.select("li:nth-of-type(2n+1)")))
print(soup.find(string=lambda text: isinstance(text, Comment)).strip())
print(soup.p.get_text("|", strip=True), soup.find("b").parent.name)
print([type(child).__name__ for child in soup.p.children])
soup.h1.string = "Shop & café"
soup.ul.append(soup.new_tag("li", attrs={"class": "new"}))
soup.ul.li.decompose()
soup.p.replace_with(NavigableString("gone"))
print(soup.body.prettify())
print(soup.find("li", class_="sold").find_next_sibling("li"), soup.find("table"))
try:
    BeautifulSoup("<p>", "lxml")
except Exception as error:
    print(type(error).__name__)

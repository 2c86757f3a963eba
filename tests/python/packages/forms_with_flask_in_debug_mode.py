from flask import Flask, request
from werkzeug.utils import cached_property

app = Flask(__name__)
app.debug = True


@app.post("/names")
def names():
    return f"hello {request.form['name']}, {len(request.files)} files"


client = app.test_client()
for name in ("ann", "bob", "cem", "dia", "eve", "fay"):
    print(client.post("/names", data={"name": name}).text)


class Page:
    @cached_property
    def words(self):
        "All words of the page."
        print("reads")
        return ["a", "b"]


def words_of(page):
    return page.words


pages = [Page(), Page()]
print(len({id(words_of(page)) for page in pages * 8}), "lists,", Page.words.__doc__)

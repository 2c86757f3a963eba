# html, http, cookies, mimetypes, email, urllib.parse.
import email, html, mimetypes
from email.message import EmailMessage
from email.mime.text import MIMEText
from email.utils import parseaddr, formataddr
from html.parser import HTMLParser
from http import HTTPMethod, HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit, quote

print(html.escape("<a href='x'>&</a>"), html.unescape("&lt;&eacute;&#39;"))
print(HTTPStatus.NOT_FOUND, HTTPStatus(404).phrase, HTTPStatus.OK.value, HTTPStatus(201).is_success, HTTPMethod.GET)
cookie = SimpleCookie()
cookie["session"] = "abc"
cookie["session"]["path"] = "/"
cookie["session"]["max-age"] = 60
print(cookie.output())
print({name: morsel.value for name, morsel in SimpleCookie("a=1; b=two").items()})
print(mimetypes.guess_type("x.tar.gz"), mimetypes.guess_type("a.json"), mimetypes.guess_extension("text/html"))

class Links(HTMLParser):
    def handle_starttag(self, tag, attrs):
        if tag == "a":
            print("link", dict(attrs).get("href"))
    def handle_data(self, data):
        if data.strip():
            print("text", data.strip())

Links().feed("<p>Hello <a href='/x?a=1&amp;b=2'>there</a><br>end</p>")
message = EmailMessage()
message["Subject"] = "Привет"
message["From"] = formataddr(("Ann", "ann@example.com"))
message["To"] = "bob@example.com"
message.set_content("Line one\nLine two\n")
message.add_attachment(b"data", maintype="application", subtype="octet-stream", filename="x.bin")
again = email.message_from_string(message.as_string())
print(again.get_content_type(), [part.get_content_type() for part in again.walk()], parseaddr(again["From"]))
print(MIMEText("plain", _charset="utf-8").as_string().splitlines()[0])
print(urlencode({"q": "a b", "n": 1}), parse_qs("a=1&a=2"), urljoin("http://x/y/", "../z"), urlsplit("http://u@h:80/p?q#f").port, quote("é/"))

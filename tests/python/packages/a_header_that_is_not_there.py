"""Looks into headers and forms that lack what is asked for."""

from multidict import CIMultiDict, CIMultiDictProxy, MultiDict

headers = CIMultiDict({"Content-Type": "text/plain"})
print(headers["content-type"], headers.get("X-Token"), headers.getall("x-token", []))
for mapping in (headers, MultiDict(a=1), CIMultiDictProxy(headers)):
    try:
        mapping["X-Token"]
    except KeyError as error:
        print(error, error.args)

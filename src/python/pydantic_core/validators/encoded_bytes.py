"""Bytes in base 64 and in hexadecimal digits, with the messages of the compiled core where they are wrong."""

import base64

_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def base64_decoded(text):
    """The bytes of a text in base 64, in the alphabet for addresses or else in the usual one."""
    alphabet = _URL if not ("+" in text or "/" in text) else _URL[:-2] + "+/"
    body = text.rstrip("=")
    padding = len(text) - len(body)
    for at, letter in enumerate(body.encode()):
        if chr(letter) not in alphabet:
            raise ValueError(f"Invalid symbol {letter}, offset {at}.")
    if len(body) % 4 == 1:
        last = body[-1]
        raise ValueError(f"Invalid last symbol {ord(last)}, offset {len(body) - 1}." if padding else "Invalid input length: %d" % len(body))
    if padding > 2 or padding and (len(body) + padding) % 4:
        raise ValueError(f"Invalid symbol 61, offset {len(body) + 4 - len(body) % 4 if len(body) % 4 == 0 else len(body)}.")
    standard = body.replace("-", "+").replace("_", "/")
    return base64.b64decode(standard + "=" * (-len(body) % 4))


def hex_decoded(text):
    for at, letter in enumerate(text):
        if letter not in "0123456789abcdefABCDEF":
            if len(text.encode()) % 2:
                break
            raise ValueError(f"Invalid character {letter!r} at position {at}")
    if len(text.encode()) % 2:
        raise ValueError("Odd number of digits")
    return bytes.fromhex(text)

"""Texts of values as the compiled core writes them."""


def float_text(number):
    """A float without exponent, and without a fraction of nothing: `5` for 5.0, as Rust's `Display` writes it."""
    if number != number:
        return "NaN"
    text = repr(number)
    if text.endswith(".0"):
        return text[:-2]
    if "e" not in text:
        return text
    digits, _, exponent = text.partition("e")
    sign = "-" if digits.startswith("-") else ""
    whole, _, fraction = digits.lstrip("-").partition(".")
    point = len(whole) + int(exponent)
    digits = whole + fraction
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits + "0" * (point - len(digits))
    return f"{sign}{digits[:point]}.{digits[point:]}"


def json_float(number):
    """A float in JSON, with the shortest exponent: `1e16`, `1e-7`."""
    if number != number:
        return "NaN"
    text = repr(number)
    if text == "inf":
        return "Infinity"
    if text == "-inf":
        return "-Infinity"
    if "e" in text:
        digits, _, exponent = text.partition("e")
        return f"{digits}e{int(exponent)}"
    if abs(number) < 1e-5 and number != 0:
        return _with_exponent(text)
    return text


def _with_exponent(text):
    """A decimal fraction below 1e-5 that was written without exponent."""
    sign = "-" if text.startswith("-") else ""
    digits = text.lstrip("-")[2:]
    significant = digits.lstrip("0")
    exponent = len(digits) - len(significant) + 1
    rest = f".{significant[1:]}" if len(significant) > 1 else ""
    return f"{sign}{significant[0]}{rest}e-{exponent}"


def value_text(value):
    """A value of an error's context in its message."""
    return float_text(value) if type(value) is float else str(value)


def safe_repr(value):
    try:
        return repr(value)
    except Exception:
        return f"<unprintable {type(value).__qualname__} object>"


def shortened(text, most=50):
    """A text of at most so many bytes, its middle left out."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) <= most:
        return text
    middle = (most + 1) // 2
    begin = data[:middle].decode("utf-8", "ignore")
    at = len(data) - (middle - 1)
    while at < len(data) and 0x80 <= data[at] < 0xC0:
        at += 1
    return f"{begin}...{data[at:].decode('utf-8', 'replace')}"


def function_name(function):
    name = getattr(function, "__name__", None)
    return name if isinstance(name, str) else repr(function)


def listed(texts):
    """Texts as a list in words: `a, b or c`."""
    *others, last = texts
    return f"{', '.join(others)} or {last}" if others else last


def bytes_text(data, mode):
    if mode == "utf8":
        return bytes(data).decode()
    from base64 import urlsafe_b64encode

    return urlsafe_b64encode(data).decode() if mode == "base64" else bytes(data).hex()


def complex_text(value):
    """A complex number as a text, without a real part of nothing."""
    text = str(value).replace("nan", "NaN")
    return text[1:-1] if text.startswith("(") else text

"""Characters by their names: in strings, in f-strings, and when asked for."""
import unicodedata

print("\N{BULLET} \N{LATIN SMALL LETTER A WITH GRAVE} \N{CYRILLIC SMALL LETTER YA} \N{snowman}")
print(f"{'x'}\N{RIGHTWARDS ARROW}{'y'}")
print("\N{HANGUL SYLLABLE GA} \N{CJK UNIFIED IDEOGRAPH-4E00}")
# By other names than their first.
print(ascii("\N{LINE FEED}"), ascii("\N{NBSP}"), ascii("\N{LF}"))
print(unicodedata.name("ё"), unicodedata.lookup("GREEK SMALL LETTER PI"))
for name in ("NO SUCH CHARACTER", ""):
    try:
        eval(f'"\\N{{{name}}}"')
    except SyntaxError as error:
        print(type(error).__name__)

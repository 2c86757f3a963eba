import string
import textwrap

print(string.ascii_letters, string.digits, string.punctuation)
print(string.Template("$who likes ${what}").substitute(who="Ann", what="tea"))
print(string.Template("$who likes $what").safe_substitute(who="Ann"), string.capwords("hello big world"))
text = "The quick brown fox jumped over the lazy dog and went home again."
print(textwrap.fill(text, 30))
print(textwrap.indent("a\nb", "> "), textwrap.shorten(text, 25), repr(textwrap.dedent("\n   x\n     y\n")))
print("{:>8}|{:<8}|{:^8}|{:08.3f}|{:+d}|{:,}|{:.2%}|{:x}|{:#b}|{:e}".format("a", "b", "c", 3.14159, 5, 1234567, 0.256, 255, 5, 12345.678))
print(f"{'x':*^9} {3!r:>5} {2**10:_} {text[:5]=} {1 + 1 = } {3.0:g} {1e20:g} {12345.6789:.3}")
print("%s %r %05d %-5s| %.2f %x %%" % ("s", "r", 42, "l", 2.5, 255))
print("a,b,,c".split(","), " x ".strip(), "abc".translate(str.maketrans("ab", "12")), "Straße".casefold(), "ß".upper())
print("hello".center(11, "-"), "1".zfill(3), "a-b-c".rpartition("-"), "tEST".swapcase(), "x".join("123"), "éa".encode())
print("abcabc".replace("b", "X", 1), "abc".find("z"), "prefix-x".removeprefix("prefix-"), "a\tb".expandtabs(4), "Ab1".isalnum())

print(7 // 2, -7 // 2, 7 % -3, divmod(-7, 2), 2**100, 2**-1, 0.1 + 0.2, round(2.5), round(3.14159, 2))
print(0b1010, 0o17, 0xFF, 1_000_000, int("ff", 16), int("-0b11", 0), bin(10), hex(255), oct(8))
print(1e308 * 10, -1e308 * 10, float("nan"), 1 / 3, 1e16, 1e-5, 123456789.123456789, 5e-324, 100.0, 1e22)
print(3 + 4j, (3 + 4j) * 2j, abs(3 + 4j), (1 + 2j).conjugate(), complex("1+2j"))
print(True + True, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -1 >> 1, (255).bit_length(), (10).to_bytes(2, "big"))
print(int.from_bytes(b"\x01\x00"), (0.5).as_integer_ratio(), (3.7).is_integer(), float.fromhex("0x1.8p1"), (2.5).hex())
print(sum([0.1] * 3), max(3, 1, 2), min("b", "a"), abs(-3), pow(3, 4, 5), all([]), any([0, 1]), sorted([3, 1, 2], reverse=True))
for wrong in (lambda: 1 / 0, lambda: int("x"), lambda: 1 + "1", lambda: float("y"), lambda: [] < 1, lambda: 0**-1):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)

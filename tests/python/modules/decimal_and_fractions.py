from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, getcontext, localcontext
from fractions import Fraction

print(Decimal("0.1") + Decimal("0.2"), 0.1 + 0.2, Decimal(1) / Decimal(7))
with localcontext() as context:
    context.prec = 5
    print(Decimal(1) / Decimal(7), Decimal(2).sqrt())
print(Decimal("2.675").quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), getcontext().prec, Decimal("1e3"), Decimal("NaN"))
try:
    Decimal("x")
except InvalidOperation as error:
    print(type(error).__name__)
try:
    Decimal(1) / 0
except ZeroDivisionError as error:
    print(type(error).__name__)
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.125"), Fraction(3.5), Fraction(7, 3).limit_denominator(2), float(Fraction(1, 8)))
print(divmod(Fraction(7, 2), 1), Fraction(-6, 4), round(Fraction(7, 2)))

import math
import statistics

print(math.pi, math.e, math.inf, math.nan != math.nan, math.tau)
print(math.sqrt(2), math.factorial(20), math.gcd(12, 18), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4))
print(math.log(8, 2), math.log10(1000), round(math.exp(1), 12), math.sin(math.pi / 6), math.degrees(math.pi))
print(math.prod([1, 2, 3, 4]), math.fsum([0.1] * 10), math.isqrt(17), math.dist((0, 0), (1, 1)), math.copysign(1, -0.0))
data = [2.5, 3.25, 5.5, 11.25, 11.75]
print(statistics.mean(data), statistics.median(data), round(statistics.stdev(data), 10), statistics.mode("aabbb"))
print(statistics.quantiles(range(1, 10)), statistics.multimode("aabb"), round(statistics.pvariance(data), 10))
print(statistics.fmean([1, 2]), statistics.harmonic_mean([40, 60]), statistics.correlation([1, 2, 3], [2, 4, 6]))
for wrong in (lambda: math.sqrt(-1), lambda: math.factorial(-1), lambda: statistics.mean([])):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__)

def fails():
    raise ExceptionGroup("several", [ValueError("a"), ExceptionGroup("inner", [TypeError("b"), OSError("c")])])


try:
    fails()
except* TypeError as errors:
    print("types:", errors.exceptions)
except* OSError as errors:
    print("os:", errors.exceptions)
except* ValueError as errors:
    print("values:", errors.exceptions)

group = ExceptionGroup("g", [ValueError(1), KeyError(2)])
print(group.subgroup(ValueError), group.split(KeyError))
group.add_note("a note")
raise group

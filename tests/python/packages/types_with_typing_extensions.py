from typing import get_type_hints

import annotated_types
from typing_extensions import Annotated, Literal, NotRequired, Protocol, Self, TypedDict, get_args, override, runtime_checkable


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class Base:
    def chain(self) -> Self:
        return self


class Derived(Base):
    @override
    def chain(self):
        return super().chain()


print(sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__), Movie(title="x"))
print(isinstance(open("x", "w"), Closes), Derived.chain.__override__)
Age = Annotated[int, annotated_types.Ge(0), annotated_types.Interval(lt=150)]
print(get_args(Age), get_args(Literal["a", 1]))
print(list(annotated_types.Interval(ge=1, lt=5)), annotated_types.Len(2, 3))


def of(age: Age) -> None: ...


print(get_type_hints(of, include_extras=True)["age"] == Age)

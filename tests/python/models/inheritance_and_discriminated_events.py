import asyncio
import json
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel


class Event(BaseModel, ABC):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, ser_json_timedelta="float")
    handled: ClassVar[int] = 0

    event_id: int
    happened_at: datetime = datetime(2030, 1, 1, tzinfo=UTC)

    @abstractmethod
    async def handle(self): ...


class Created(Event):
    kind: Literal["created"] = "created"
    file_name: str

    async def handle(self):
        await asyncio.sleep(0.1)
        return f"created {self.file_name}"


class Deleted(Event):
    kind: Literal["deleted"] = "deleted"
    for_ever: bool = False

    async def handle(self):
        await asyncio.sleep(0.05)
        return f"deleted {self.event_id}{' for ever' if self.for_ever else ''}"


events = TypeAdapter(list[Annotated[Created | Deleted, Field(discriminator="kind")]])
LINES = [
    [{"kind": "created", "eventId": 1, "fileName": "a.txt"}, {"kind": "deleted", "eventId": 2, "forEver": "yes"}],
    [{"kind": "moved", "eventId": 3}],
    [{"kind": "created", "event_id": 4, "file_name": "b.txt", "happenedAt": "2030-05-06T07:08:09Z"}],
    [{"kind": "deleted"}],
]


async def main():
    for line in LINES:
        try:
            batch = events.validate_json(json.dumps(line))
        except ValidationError as error:
            print(error)
            continue
        print(await asyncio.gather(*(event.handle() for event in batch)))
        print(events.dump_json(batch, by_alias=True, exclude_defaults=True).decode())
    try:
        Event(event_id=1)
    except TypeError as error:
        print("abstract:", type(error).__name__)
    print(Created.model_fields.keys(), Created.model_json_schema()["required"])


asyncio.run(main())

# zoneinfo with its data.
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

moscow, berlin, york = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
moment = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)
for zone in (moscow, berlin, york):
    print(zone.key, moment.astimezone(zone).isoformat(), moment.astimezone(zone).tzname(), zone.utcoffset(moment.replace(tzinfo=None)))
before = datetime(2024, 3, 31, 1, 30, tzinfo=berlin)
print(before + timedelta(hours=1), (before.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(berlin))
fold = datetime(2024, 10, 27, 2, 30, tzinfo=berlin)
print(fold.utcoffset(), fold.replace(fold=1).utcoffset())
print("Asia/Tokyo" in available_timezones(), len(available_timezones()) > 400, ZoneInfo("UTC") is ZoneInfo("UTC"))
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as error:
    print(error)
try:
    ZoneInfo("../etc/passwd")
except ValueError as error:
    print(type(error).__name__)

"""Dates that dateutil reads and pytz places."""

import datetime

import pytz
from dateutil import parser, tz
from dateutil.relativedelta import MO, relativedelta
from dateutil.rrule import WEEKLY, rrule

print(parser.parse("2024-01-02T03:04:05Z"), parser.parse("Jan 5 2024 7pm"), parser.isoparse("2024-03-04"))
print(datetime.date(2024, 1, 31) + relativedelta(months=1), datetime.date(2024, 5, 8) + relativedelta(weekday=MO(-1)))
print([day.date().isoformat() for day in rrule(WEEKLY, count=3, dtstart=datetime.datetime(2024, 1, 1))])
print(relativedelta(datetime.datetime(2024, 3, 1), datetime.datetime(2023, 1, 15)))
moscow = pytz.timezone("Europe/Moscow")
print(moscow.localize(datetime.datetime(2024, 7, 1, 12)).isoformat(), pytz.utc.zone, "Asia/Tokyo" in pytz.all_timezones)
print(datetime.datetime(2024, 7, 1, tzinfo=tz.UTC).astimezone(pytz.timezone("America/New_York")).isoformat())
try:
    pytz.timezone("Mars/Base")
except pytz.UnknownTimeZoneError as error:
    print("unknown", error)

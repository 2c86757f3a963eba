from datetime import date, datetime, time, timedelta, timezone

print(datetime.now(), date.today(), datetime.now(timezone.utc).isoformat())
moment = datetime(2024, 2, 29, 13, 45, 30, 123456)
print(moment, moment + timedelta(days=366), moment.strftime("%Y/%m/%d %H:%M:%S %a %j"))
print(datetime.strptime("3 Feb 2023 04:05", "%d %b %Y %H:%M"))
print(datetime.fromisoformat("2024-05-06T07:08:09+02:00").astimezone(timezone.utc))
print(timedelta(hours=25, seconds=61), timedelta(days=-1), timedelta(minutes=90) / timedelta(hours=1))
print((date(2024, 3, 1) - date(2024, 2, 1)).days, date(2024, 1, 1).weekday(), date(2024, 12, 30).isocalendar())
print(time(9, 30).isoformat(), repr(moment.replace(year=2000)), moment.timestamp())
try:
    date(2023, 2, 29)
except ValueError as error:
    print(error)



def load_tzdata(key):
    """The data of a time zone, from the pack that has all."""
    import io

    import _loopline

    data = _loopline.time_zone(key)
    if data is None:
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
    return io.BytesIO(data)

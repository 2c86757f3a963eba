class HttpError(Exception):
    def __init__(self, status, reason):
        super().__init__(f"{status} {reason}")
        self.status = status


def get(url):
    try:
        raise HttpError(404, "Not Found")
    except HttpError as error:
        error.add_note(f"while getting {url}")
        raise


try:
    get("http://a.example")
except HttpError as error:
    print(error.status, error, error.__notes__)
get("http://b.example")

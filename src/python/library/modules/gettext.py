"""`gettext` without catalogues: every text stays in the language in which it is written."""


def gettext(message):
    return message


def ngettext(singular, plural, n):
    return singular if n == 1 else plural


def pgettext(context, message):
    return message


def npgettext(context, singular, plural, n):
    return ngettext(singular, plural, n)


def dgettext(domain, message):
    return message


def dngettext(domain, singular, plural, n):
    return ngettext(singular, plural, n)


def textdomain(domain=None):
    return "messages" if domain is None else domain


def bindtextdomain(domain, localedir=None):
    return localedir


class NullTranslations:
    def __init__(self, fp=None):
        pass

    def gettext(self, message):
        return message

    def ngettext(self, singular, plural, n):
        return ngettext(singular, plural, n)

    def pgettext(self, context, message):
        return message

    def npgettext(self, context, singular, plural, n):
        return ngettext(singular, plural, n)

    def install(self, names=None):
        import builtins

        builtins._ = self.gettext


GNUTranslations = NullTranslations


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    if fallback:
        return NullTranslations()
    raise FileNotFoundError(2, "No translation file found for domain", domain)


def find(domain, localedir=None, languages=None, all=False):
    return [] if all else None


def install(domain, localedir=None, *, names=None):
    NullTranslations().install(names)

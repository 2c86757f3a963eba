#!/usr/bin/env python3
"""Runs parts of packages' own tests in the engine, natively, and compares how many pass with `suites.txt`.

    suites.py LOOPLINE [--update] [NAME...]       LOOPLINE is the command line with the engine

The tests come with the sources of a package, which pip fetches in the version of the lock file and keeps in the build cache. They
are run by pytest, in the engine too.
"""

import concurrent.futures
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LOCK = HERE.parents[1] / "src/python/packages.lock"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "loopline/sources")
PINS = HERE / "suites.txt"
LONGEST_S = 600

# Of each package, the files and folders of its sources that are put beside the program, what of it is run, and options of pytest.
# `trio/_tests=trio._tests` is a folder that is a part of the package, which is then beside the program as `trio__tests`.
# `!test_ssl.py` is left out. Run is what asks for no package that is not on the shelf (trustme, hypothesis, chardet, a server of
# httpbin), for no compiled codec and no program of a machine, and does not take minutes.
# pydantic-core's are all but those of its speed, its memory and its documentation, and of a schema type that ours does not know.
SUITES = {
    "aiofiles": ("tests", "tests/test_os.py tests/test_simple.py tests/test_tempfile.py tests/threadpool"),
    "aiohappyeyeballs": ("tests", "tests"),
    "aiohttp": (
        "tests",
        "tests/test_streams.py tests/test_helpers.py tests/test_client_exceptions.py tests/test_web_response.py "
        "tests/test_http_writer.py",
    ),
    "aiohttp-cors": ("tests", "tests/unit"),
    "aiohttp-jinja2": ("tests", "tests", "-p no:asyncio -p aiohttp.pytest_plugin"),
    "aiohttp-session": (
        "tests",
        "tests !test_nacl_storage.py !test_redis_storage.py !test_memcached_storage.py !test_encrypted_cookie_storage.py "
        "!conftest.py",
        "-p no:asyncio -p aiohttp.pytest_plugin -p pytest_mock",
    ),
    "aiohttp-sse": ("tests", "tests", "-p no:asyncio -p aiohttp.pytest_plugin"),
    "aioitertools": ("aioitertools/tests=aioitertools.tests", "aioitertools_tests", "-o python_files=*.py"),
    "aiojobs": ("tests", "tests !test_aiohttp.py"),
    "aiolimiter": ("tests", "tests"),
    "aiosignal": ("tests", "tests"),
    "annotated-types": ("tests", "tests"),
    "anyio": (
        "tests",
        "tests !test_pytest_plugin.py !test_subprocesses.py !test_to_process.py !test_sockets.py",
        "-p no:asyncio -o anyio_mode=auto -p pytest_mock -k 'not trio'",
    ),
    "asgiref": ("tests", "tests"),
    "async-lru": ("tests", "tests"),
    "async-timeout": ("tests", "tests"),
    "asyncstdlib": ("unittests", "unittests"),
    "attrs": ("tests", "tests"),
    "automat": ("src/automat/_test=automat._test", "automat__test !test_visualize.py"),
    "beautifulsoup4": (
        "bs4/tests",
        "bs4/tests/test_htmlparser.py bs4/tests/test_element.py bs4/tests/test_navigablestring.py bs4/tests/test_tag.py "
        "bs4/tests/test_formatter.py",
    ),
    "blinker": ("tests", "tests"),
    "cachetools": ("tests", "tests"),
    "charset-normalizer": ("tests data", "tests"),
    "click": ("tests", "tests !test_Path.py !test_stream_lifecycle.py", "-m 'not stress'"),
    "colorama": ("colorama/tests=colorama.tests", "colorama_tests"),
    "constantly": ("constantly/test=constantly.test", "constantly_test"),
    "email-validator": ("tests", "tests/test_syntax.py"),
    "fastapi": (
        "tests",
        "tests/test_application.py tests/test_dependency_*.py tests/test_sse.py tests/test_ws_*.py !test_telemetry",
        "-p no:asyncio",
    ),
    "flask": ("tests", "tests"),
    "frozenlist": ("tests", "tests"),
    "h11": ("h11/tests=h11.tests", "h11_tests"),
    "httpcore": ("tests", "tests !test_integration.py !test_socks_proxy.py !benchmark !test_api.py", "-p no:asyncio"),
    "httpx": (
        "tests/models tests/client tests/common.py tests/test_content.py tests/test_auth.py tests/test_status_codes.py",
        "tests/models/test_cookies.py tests/models/test_headers.py tests/models/test_queryparams.py "
        "tests/models/test_requests.py tests/models/test_url.py tests/models/test_whatwg.py test_content.py test_auth.py "
        "test_status_codes.py tests/client/test_headers.py tests/client/test_queryparams.py "
        "tests/client/test_event_hooks.py tests/client/test_redirects.py tests/client/test_cookies.py",
    ),
    "hyperlink": ("src/hyperlink/test=hyperlink.test", "hyperlink_test"),
    "idna": ("tests", "tests/test_idna.py tests/test_idna_codec.py tests/test_intranges.py"),
    "incremental": ("src/incremental/tests=incremental.tests", "incremental_tests"),
    "iniconfig": ("testing", "testing"),
    "itsdangerous": (
        "tests",
        "tests/test_itsdangerous/test_encoding.py tests/test_itsdangerous/test_serializer.py "
        "tests/test_itsdangerous/test_signer.py",
    ),
    "janus": ("tests", "tests/test_async.py tests/test_mixed.py tests/test_sync.py"),
    "jinja2": ("tests", "tests"),
    "markdown-it-py": ("tests", "tests !test_fuzzer.py !test_cmark_spec !test_references.py !test_tree.py"),
    "markupsafe": ("tests", "tests"),
    "marshmallow": ("tests", "tests !mypy_test_cases"),
    "more-itertools": ("tests", "tests/test_recipes.py"),
    "multidict": (
        "tests",
        "tests/test_multidict.py tests/test_istr.py tests/test_abc.py tests/test_copy.py tests/test_pickle.py "
        "tests/test_types.py",
        "--no-c-extensions",
    ),
    "nest-asyncio": ("tests", "tests/nest_test.py"),
    "opentelemetry-api": (
        "tests",
        "tests !test_once.py !test_proxy.py !test_globals.py !test_meter_provider.py !test_logger_provider.py",
    ),
    "outcome": ("tests", "tests"),
    "packaging": ("tests", "tests !test_pylock.py"),
    "pluggy": ("testing", "testing"),
    "prettytable": ("tests", "tests", "-p pytest_lazy_fixtures"),
    "propcache": ("tests", "tests !test_pep517_backend.py", "--no-c-extensions"),
    "pydantic": ("tests", "tests"),
    "pydantic-core": (
        "tests",
        "tests !benchmarks !test_docstrings.py !test_garbage_collection.py !test_hypothesis.py !test_prebuilt.py "
        "!arguments_v3 !test_allow_partial.py",
    ),
    "pydantic-settings": ("tests", "tests !test_docs.py !*gcp* !*azure* !*aws*", "-p pytest_mock"),
    "pygments": ("tests", "tests !contrast"),
    "pyjwt": ("tests", "tests"),
    "pytest": (
        "testing",
        "testing/test_mark_expression.py testing/test_stash.py testing/test_scope.py testing/test_compat.py "
        "testing/test_monkeypatch.py testing/test_recwarn.py testing/python/raises.py testing/python/approx.py testing/code "
        "testing/io",
        "-p pytester",
    ),
    "pytest-asyncio": ("tests", "tests/test_simple.py tests/test_is_async_test.py tests/async_fixtures", "-p pytester"),
    "python-dateutil": ("tests", "tests"),
    "python-dotenv": ("tests", "tests"),
    "python-multipart": ("tests", "tests"),
    "pytz": ("pytz/tests=pytz.tests", "pytz_tests !test_docs.py"),
    "pyyaml": ("tests", "tests"),
    "requests": (
        "tests",
        "tests/test_adapters.py tests/test_help.py tests/test_hooks.py tests/test_lowlevel.py tests/test_packages.py "
        "tests/test_structures.py tests/test_utils.py",
    ),
    "schedule": ("test_schedule.py", "test_schedule.py"),
    "shellingham": ("tests", "tests", "-p pytest_mock"),
    "six": ("test_six.py", "test_six.py"),
    "sniffio": ("sniffio/_tests=sniffio._tests", "sniffio__tests"),
    "soupsieve": ("tests", "tests"),
    "starlette": ("tests", "tests !test_opentelemetry.py", "-p no:asyncio -k 'not trio'"),
    "structlog": ("tests", "tests !test_renderers.py !test_generic.py !test_tracebacks.py"),
    "tabulate": ("test", "test !test_cli.py"),
    "tenacity": ("tests", "tests/test_after.py tests/test_issue_478.py tests/test_tenacity.py tests/test_utils.py"),
    "termcolor": ("tests", "tests"),
    "toml": ("tests", "tests"),
    "tornado": ("tornado/test=tornado.test", "tornado_test", "-o python_files=*_test.py"),
    "tqdm": ("tests", "tests !tests_perf.py", "-o python_files=tests_*.py -o asyncio_mode=strict"),
    "trio": (
        "src/trio/_tests=trio._tests src/trio/_core/_tests=trio._core._tests",
        "trio__tests trio__core__tests !tools !test_subprocess.py !test_dtls.py !test_ssl.py !test_highlevel_ssl_helpers.py",
        "-p no:asyncio -p trio__tests.pytest_plugin -k 'not static_tool'",
    ),
    "twisted": (
        "src/twisted/test=twisted.test src/twisted/internet/test=twisted.internet.test "
        "src/twisted/python/test=twisted.python.test src/twisted/logger/test=twisted.logger.test "
        "src/twisted/web/test=twisted.web.test src/twisted/protocols/test=twisted.protocols.test "
        "src/twisted/_threads/test=twisted._threads.test",
        "twisted_test/test_defer.py twisted_test/test_failure.py twisted_test/test_task.py "
        "twisted_test/test_cooperator.py twisted_test/test_protocols.py "
        "twisted_test/test_context.py twisted_test/test_error.py twisted_test/test_factories.py "
        "twisted_test/test_monkey.py twisted_test/test_text.py twisted_test/test_iosim.py twisted_test/test_reflect.py "
        "twisted_test/test_usage.py "
        "twisted_internet_test/test_inlinecb.py twisted_internet_test/test_defer_await.py "
        "twisted_internet_test/test_defer_yieldfrom.py twisted_internet_test/test_address.py "
        "twisted_internet_test/test_error.py twisted_internet_test/test_protocol.py twisted_internet_test/test_testing.py "
        "twisted_internet_test/test_abstract.py twisted_internet_test/test_base.py twisted_internet_test/test_core.py "
        "twisted_python_test/test_components.py twisted_python_test/test_deprecate.py twisted_python_test/test_url.py "
        "twisted_python_test/test_urlpath.py twisted_python_test/test_util.py twisted_logger_test twisted__threads_test "
        "twisted_protocols_test/test_basic.py twisted_web_test/test_http_headers.py "
        "twisted_web_test/test_resource.py twisted_web_test/test_template.py "
        "twisted_web_test/test_stan.py ",
    ),
    "typer": ("tests docs_src", "tests !test_prepare_release.py !test_docs_cleanup.py"),
    "typing-extensions": ("src/test_typing_extensions.py src/_typed_dict_test_helper.py", "test_typing_extensions.py"),
    "typing-inspection": ("tests", "tests"),
    "urllib3": ("test", "test"),
    "uvicorn": (
        "tests",
        "tests !test_wsgi.py !benchmarks !test_server.py !supervisors !test_subprocess.py",
        "-p no:asyncio -p pytest_mock",
    ),
    "wcwidth": ("tests", "tests !test_check_release.py"),
    "webencodings": ("tests", "tests"),
    "werkzeug": ("tests", "tests !test_security.py !test_serving.py !live_apps", "-m 'not dev_server'"),
    "yarl": (
        "tests",
        "tests/test_cached_property.py tests/test_normalize_path.py tests/test_quoting.py tests/test_update_query.py "
        "tests/test_url.py tests/test_url_build.py tests/test_url_cmp_and_hash.py tests/test_url_parsing.py "
        "tests/test_url_query.py tests/test_url_update_netloc.py",
    ),
    "zope-interface": (
        "src/zope/interface/tests=zope.interface.tests src/zope/interface/common/tests=zope.interface.common.tests",
        "zope_interface_tests zope_interface_common_tests !test_ro.py",
    ),
}

# The other packages of the lock file, and why none of their tests are run.
NO_TESTS = {
    "aiocsv": "publishes no tests",
    "aiohttp-retry": "its tests want a file that it does not publish",
    "aiosqlite": "its tests want SQLite, which a page has and the command line has not",
    "annotated-doc": "publishes no tests",
    "asyncpg": "its tests want PostgreSQL: tests/postgres/suites.py runs them",
    "backoff": "publishes no tests",
    "certifi": "publishes no sources in this version",
    "cloudpickle": "publishes no tests",
    "html5lib": "its sources want an older setuptools to be fetched by pip",
    "loguru": "publishes no tests",
    "mdurl": "publishes no tests",
    "respx": "publishes no tests",
    "rich": "publishes no tests",
    "sortedcontainers": "publishes no tests",
    "websockets": "publishes no tests",
}

# Packages that tests ask for and that are not on the shelf, with what of their sources is put beside the program.
BESIDE = {
    "aiohttp-session": [("pytest-mock", "3.15.1", "pytest_mock")],
    "anyio": [("pytest-mock", "3.15.1", "pytest_mock")],
    "fastapi": [("dirty-equals", "0.11", "dirty_equals")],
    "httpcore": [("hpack", "4.1.0", "hpack"), ("hyperframe", "6.1.0", "hyperframe"), ("h2", "4.3.0", "h2")],
    "marshmallow": [("simplejson", "3.20.2", "simplejson")],
    "packaging": [("pretend", "1.0.9", "pretend.py")],
    "prettytable": [("pytest-lazy-fixtures", "1.4.0", "pytest_lazy_fixtures")],
    "pydantic-core": [("dirty-equals", "0.11", "dirty_equals")],
    "pydantic-settings": [("pytest-mock", "3.15.1", "pytest_mock")],
    "shellingham": [("pytest-mock", "3.15.1", "pytest_mock")],
    "twisted": [("pyhamcrest", "2.1.0", "hamcrest")],
    "uvicorn": [("pytest-mock", "3.15.1", "pytest_mock")],
}

# Modules of `stand_ins/` that are put beside the program: tests import them, and what they stand for is not on the shelf.
STAND_INS = {
    "anyio": "psutil trustme",
    "attrs": "hypothesis",
    "fastapi": "httpx2 inline_snapshot",
    "hyperlink": "hypothesis",
    "packaging": "hypothesis",
    "python-dateutil": "hypothesis",
    "starlette": "httpx2",
    "twisted": "hypothesis",
    "uvicorn": "httpx2",
    "werkzeug": "ephemeral_port_reserve",
}

# Modules of other packages that the program imports. A package has another one that it can do without if the program imports it.
ALSO = {
    "flask": "dotenv",
    "httpcore": "anyio trio",
    "starlette": "python_multipart",
    "tabulate": "wcwidth",
    "uvicorn": "anyio dotenv websockets yaml",
}

PROGRAM = """import sys

import pytest
{imports}

sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-o", "asyncio_default_fixture_loop_scope=function", "--color=no",
                      "--tb=line", "-o", "addopts=", "-o", "asyncio_mode=auto", *{words!r}]))
"""


def locked():
    """Name, version and first module of each package of the lock file."""
    for line in LOCK.read_text().splitlines():
        if line and not line.startswith("#"):
            package, imports, *_ = (part.strip() for part in line.split("|"))
            name, version = package.split()
            yield name, version, imports.split()[-1]


NO_MATURIN = '''import pathlib


def get_requires_for_build_wheel(settings=None):
    return []


def prepare_metadata_for_build_wheel(folder, settings=None):
    info = pathlib.Path(folder, "{name}-{version}.dist-info".replace("-", "_", 1))
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
    return info.name
'''


def sources(name, version):
    """The archive of a package's sources."""
    stem = re.sub(r"[-.]", "[-_.]", name)
    found = [path for path in CACHE.glob("*.tar.gz") if re.fullmatch(rf"{stem}-{re.escape(version)}\.tar\.gz", path.name, re.I)]
    if not found:
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            # pip asks for the metadata of what it downloads, by the tools that build it. Rust's would compile for that.
            pathlib.Path(folder, "maturin.py").write_text(NO_MATURIN.format(name=name, version=version))
            options = ["--no-build-isolation"] if name == "pydantic-core" else []
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", name, *options]
            environment = {**os.environ, "PYTHONPATH": folder}
            subprocess.run([*command, "--dest", CACHE, f"{name}=={version}"], check=True, env=environment)
        return sources(name, version)
    return found[0]


def replace(path, pattern, by):
    """Replaces what a pattern finds in a file."""
    path.write_text(re.sub(pattern, by, path.read_text(), flags=re.MULTILINE | re.DOTALL))


def prepare_aiolimiter(work):
    """Leaves out the one test that asks git for the version."""
    replace(work / "tests/test_aiolimiter.py", r"^from dunamai import Version\n|^def test_version\(.*?(?=^def )", "")


def prepare_anyio(work):
    """Leaves out the loop of uvloop, which is asyncio's own in the engine: its tests would run twice."""
    replace(work / "tests/conftest.py", r"^( +)import uvloop$", r"\1raise ImportError")


def prepare_core(work):
    """Does without hypothesis, pytest-mock and a look at the compiled core's memory."""
    replace(work / "tests/conftest.py", r"^import hypothesis\n|^hypothesis\.[^\n]*\n", "")
    replace(work / "tests/conftest.py", r"_gc_traverse_check_active = \(", "_gc_traverse_check_active = False and (")
    replace(work / "tests/test_errors.py", "from pytest_mock import MockerFixture", "MockerFixture = None")


def prepare_flask(work):
    """Gives a value of pytest's the name that it has since pytest 9."""
    for name in ("conftest.py", "test_cli.py"):
        replace(work / "tests" / name, r"\bnotset\b", "NOTSET")


def prepare_tornado(work):
    """Silences the log of requests, as tornado's own runner does: the tests fail where anything is logged."""
    conftest = 'import logging\n\nlogging.getLogger("tornado.access").setLevel(logging.CRITICAL)\n'
    (work / "tornado_test/conftest.py").write_text(conftest)


def prepare_twisted(work):
    """Does without a compiled module, for which the tests are prepared."""
    replace(work / "twisted_test/test_failure.py", "^from cython_test_exception_raiser import raiser", "raiser = None")


# The changes that the tests of a package need, by its name.
PREPARED = {
    "aiolimiter": prepare_aiolimiter,
    "anyio": prepare_anyio,
    "flask": prepare_flask,
    "pydantic-core": prepare_core,
    "tornado": prepare_tornado,
    "twisted": prepare_twisted,
}


def put_beside(name, version, module, work):
    """Puts a package that is not on the shelf beside the program."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sources(name, version)) as archive:
            archive.extractall(folder, filter="data")
        (inside,) = pathlib.Path(folder).iterdir()
        shutil.move(next(path for path in (inside / module, inside / "src" / module) if path.exists()), work)


def place_of(package):
    """The name, beside the program, of a folder of tests that is a part of its package: `h11_tests` of `h11.tests`."""
    return package.replace(".", "_")


def take_out_of_package(work, packages):
    """Rewrites the imports of tests that are parts of their package.

    A package lies in one place, and the engine's has no tests: they find each other beside the program, and the rest in the
    package. `packages` are their folders, by the names with dots that they have in it.
    """
    for package in packages:
        folder = work / place_of(package)
        for path in folder.rglob("*.py"):
            above = [*package.split("."), *path.relative_to(folder).parts[:-1]]

            def absolute(found, above=above):
                dots, rest = found.groups()
                parts = above[: len(above) - len(dots) + 1]
                return f"from {'.'.join([*parts, rest] if rest else parts)} import"

            text = re.sub(r"\bfrom (\.+)([\w.]*) import", absolute, path.read_text(encoding="utf-8"))
            for other in packages:
                text = re.sub(rf"\b{re.escape(other)}\b", place_of(other), text)
            path.write_text(text, encoding="utf-8")


def put_files(name, version, files, work):
    """Puts files and folders of a package's sources into a folder."""
    packages = []
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sources(name, version)) as archive:
            archive.extractall(folder, filter="data")
        (inside,) = pathlib.Path(folder).iterdir()
        for file in files.split():
            file, _, package = file.partition("=")
            is_folder = (inside / file).is_dir()
            place = work / (place_of(package) if package else file if is_folder else pathlib.Path(file).name)
            place.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if is_folder else shutil.copy)(inside / file, place)
            packages += [package] if package else []
    take_out_of_package(work, packages)


def prepare(name, version, module, work):
    """Puts the tests of a package into a folder, with what they need and a program that runs them."""
    files, tests, *options = SUITES[name]
    put_files(name, version, files, work)
    for beside in BESIDE.get(name, ()):
        put_beside(*beside, work)
    for stand_in in STAND_INS.get(name, "").split():
        shutil.copy(HERE / f"stand_ins/{stand_in}.py", work)
    words = shlex.split(" ".join([*options, tests]))
    # They are deleted, since pytest reads the conftest of a folder that it is told to ignore.
    for path in [path for word in words if word.startswith("!") for path in work.rglob(word[1:])]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if name in PREPARED:
        PREPARED[name](work)
    words = [word for word in words if not word.startswith("!")]
    found = [[str(path.relative_to(work)) for path in sorted(work.glob(word))] or [word] for word in words]
    modules = [module, *ALSO.get(name, "").split()]
    program = PROGRAM.format(imports="\n".join(f"import {each}" for each in modules), words=sum(found, []))
    (work / "run_the_tests.py").write_text(program)


def counts(engine, name, version, module):
    """How the tests of a package end: `12 passed, 1 skipped`."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder, "work")
        prepare(name, version, module, work)
        try:
            command = [engine, "run", "run_the_tests.py"]
            done = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            return "no end"
    if "--verbose" in sys.argv:
        print(done.stdout[-6000:], done.stderr[-3000:])
    lines = [line for line in done.stdout.splitlines() if re.search(r"\d (passed|failed|error)", line)]
    if not lines:
        return f"status {done.returncode}"
    return re.sub(r" in .*|=+ ?|, \d+ warnings?", "", lines[-1]).strip()


def unaccounted(packages):
    """The packages that are neither run nor said to have no tests, or both, and those said of what is not on the shelf."""
    return sorted(set(packages) ^ set(SUITES) ^ set(NO_TESTS) | set(SUITES) & set(NO_TESTS))


def main(arguments):
    engine = pathlib.Path(arguments[0]).resolve()
    wanted = [name for name in arguments[1:] if not name.startswith("--")]
    pins = dict(line.split(": ", 1) for line in PINS.read_text().splitlines()) if PINS.exists() else {}
    wrong = 0
    # Of a package that is there in two versions, the one that a program gets.
    packages = {name: rest for name, *rest in reversed(list(locked()))}
    chosen = [name for name in sorted(packages) if name in SUITES and (not wanted or name in wanted)]
    # Each waits for an engine, which takes one processor.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, ended in zip(chosen, pool.map(lambda name: counts(engine, name, *packages[name]), chosen)):
            pinned = pins.get(name)
            print(f"{name} {packages[name][0]}: {ended}{'' if ended == pinned else f' instead of {pinned}'}", flush=True)
            wrong += ended != pinned
            pins[name] = ended
    for name in unaccounted(packages):
        print(f"{name}: is to be in either SUITES or NO_TESTS while it is in packages.lock, and in neither after that")
        wrong += 1
    if "--update" in arguments:
        PINS.write_text("".join(f"{name}: {pins[name]}\n" for name in sorted(pins) if name in SUITES))
        return 1 if unaccounted(packages) else 0
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

//! A service of FastAPI that checks its arguments, and a bug that no check finds.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "FastAPI: a validated /add", ru: "FastAPI: /add с проверкой аргументов" },
    about: Words {
        en: "FastAPI reads the **types** of a function’s parameters: the text of an address becomes numbers, and what is no number is refused with status 422 before the function is called. Types do not find everything, though: `second_number or 1` means “1 if it is absent” and says “1 if it is false”, and **0 is false**, so that 42 + 0 is 43. The default belongs in the signature, where FastAPI sees it too.",
        ru: "FastAPI читает **типы** параметров функции: текст из адреса становится числами, а что числом не является, отвергается со статусом 422 ещё до вызова функции. Но типы находят не всё: `second_number or 1` хочет сказать «1, если числа нет», а говорит «1, если оно ложно», а **0 — это ложь**, и 42 + 0 даёт 43. Значению по умолчанию место в сигнатуре: там его увидит и FastAPI.",
    },
    try_this: Words {
        en: "Predict the four answers of each variant. Then write `None` for the default and `if second_number is None` in the body: is that a repair as well? Add a visit of `/openapi.json` under “Hosts”: what do readers of the interface learn from each variant?",
        ru: "Предскажите четыре ответа каждого варианта. Затем оставьте по умолчанию `None`, а в теле напишите `if second_number is None`: это тоже исправление? Посетите `/openapi.json` («Узлы»): что узнаёт об интерфейсе читатель каждого варианта?",
    },
    see_also: &["aiohttp-server", "http-wait"],
    variants: &[
        Variant { id: "bug", title: Words { en: "With the bug", ru: "С ошибкой" } },
        Variant { id: "repaired", title: Words { en: "Repaired", ru: "Исправлено" } },
    ],
    python_names: &["fastapi.FastAPI", "uvicorn.run", "pydantic"],
    twins: Twins::Only(PythonPrograms {
        programs: &[
            Source::of(include_str!("fastapi_add.bug.py")),
            Source::of(include_str!("fastapi_add.repaired.py")),
        ],
        hosts: Some(Source::of(include_str!("fastapi_add.loopline.json"))),
    }),
    ..Demo::DEFAULT
};

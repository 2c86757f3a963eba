//! Files: written by the loop’s own thread, and by others.

use crate::demos::{Demo, PythonPrograms, Source, Twins, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Files and aiofiles", ru: "Файлы и aiofiles" },
    about: Words {
        en: "An operating system has no await for files: `open` and `write` hold the thread until the disk has done its work, and so the first file is written whole before the second has its turn. **aiofiles** gives every such call to a thread of a pool and awaits it: the two take turns at each line, and the loop is free meanwhile. Each line then costs a trip to a thread and back, which pays for large pieces and slow disks.",
        ru: "Ждать файл через await операционная система не умеет: `open` и `write` занимают поток, пока диск не сделает своё, и первый файл пишется целиком, прежде чем второй получит ход. **aiofiles** отдаёт каждый такой вызов потоку из пула и ждёт его через await: файлы пишутся вперемежку, строка за строкой, а цикл тем временем свободен. Зато каждая строка стоит путешествия в поток и обратно, и окупается оно на больших кусках и медленных дисках.",
    },
    try_this: Words {
        en: "Predict the six lines of each variant: which of them could stand in another order on another machine? Then write each file by one `await file.write` of all its lines: how many trips to a thread does the timeline show now?",
        ru: "Предскажите шесть строк каждого варианта: какие из них на другой машине могли бы поменяться местами? Затем запишите каждый файл одним `await file.write` со всеми строками: сколько путешествий в поток теперь видно на шкале?",
    },
    see_also: &["to-thread", "async-iterator"],
    variants: &[
        Variant { id: "open", title: Words { en: "By open", ru: "Через open" } },
        Variant { id: "aiofiles", title: Words { en: "By aiofiles", ru: "Через aiofiles" } },
    ],
    python_names: &["aiofiles.open", "open", "asyncio.to_thread"],
    twins: Twins::Only(PythonPrograms {
        programs: &[Source::of(include_str!("two_files.open.py")), Source::of(include_str!("two_files.aiofiles.py"))],
        hosts: None,
    }),
    ..Demo::DEFAULT
};

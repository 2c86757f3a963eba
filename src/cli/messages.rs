//! Messages of the command line, in both languages.

use std::fmt::Write;

use super::{CommandError, RecordFormat};
use crate::changes::{WaitChange, WaitPlace};
use crate::demos::{Demo, Quantity, Words};
use crate::export;
use crate::i18n::{Lang, TimelineWords, count, quantity, refused, refused_file, table_error};
#[cfg(feature = "python")]
use crate::i18n::{StoppedAt, limit_sentence};
use crate::reading::spans::Spans;
#[cfg(feature = "python")]
use crate::reading::{LimitPlace, Names};
use crate::timeline::palette::LIGHT;
use crate::timeline::whole::{by_steps, whole};
#[cfg(feature = "python")]
use crate::trace::Limit;
use crate::trace::{Recorder, Trace};

/// Text of `--help`.
pub(super) fn help(lang: Lang) -> String {
    lang.pick(
        "Runs Loopline's demos, and Python programs, on a virtual clock, where waiting takes no time.

  loopline list                      the demos, their variants and parameters
  loopline run DEMO                  what the demo prints
  loopline run PROGRAM.py            what the Python program prints, with its exit status
  loopline serve PROGRAM.py          the same of one that serves, and what its visitors get;
                                     one that only defines `app` is run by its server
  loopline explain RUN               what ran, how long and why, line by line; RUN is a
                                     record.json, a PROGRAM.py, or a DEMO (DEMO.VARIANT)
  loopline check RUN RULES           a line for each place where the run breaks a rule
  loopline diff RUN RUN              the first difference between two runs, and its reason
  loopline whatif PROGRAM            what half of each of the largest waits would gain;
                                     PROGRAM is a PROGRAM.py or a DEMO, and is run again
  loopline whatif PROGRAM --change 'line 12: half'
                                     the same run with other waits: both times, and where
                                     they part
  loopline values PROGRAM.py         the variables of everything that runs or waits, at the
                                     end or where an option says; the program is run again

Options of run:
  --param NAME=VALUE                 sets a parameter, or `variant`; may be repeated
  --format text|json|chrome|svg      prints the record instead: a line an event, a file
                                     for the page, a trace for Perfetto, or a picture
  --events NUMBER                    the most events of a Python program's record: 300000,
                                     if nothing is said
  --clock exact|measured             whether computing takes a Python program no time, or
                                     what it took; waiting takes none on either
  --lang en|ru                       the language of messages and pictures

Options of serve, besides; each but the first is about the visit before it:
  --visit 'METHOD /PATH BODY'        visits the server, once those before are answered; may be
                                     repeated; `--visit ctrl-c`, else it comes last
  --at SECONDS                       at that moment
  --load NUMBER@RATE                 so many visitors, so many of them in a second
  --header 'NAME: VALUE'             with a header; may be repeated
  --message TEXT                     over a WebSocket; may be repeated
  --port PORT                        at a port; else at the first that listens

Option of explain and values:
  --format json                      the same for machines, with times in microseconds
Changes of whatif, each WAIT: LENGTH; may be repeated; LENGTH is half, zero, double,
x1.5, 0.9s or 250ms, and WAIT is
  line 12, shop.py line 12           every sleep, blocking call or stated computing there
  line 12 #3, line 12 in NAME        the third; of the task of that name
  timer line 12, timeout line 12     timers and time-outs that are set there
  host NAME                          the answers of a host, and the way to it
  steps, steps in NAME               computing of all tasks or of one, with --clock measured
Options of values:
  --at TIME                          at that moment: 1.5s, 20ms
  --event NUMBER                     once so many events are recorded
  --watch EXPRESSION                 its values over the whole run; may be repeated
  --until EXPRESSION                 where it is true first
Rules of check:
  --elapsed TIME                     takes no longer: 2s, 50ms
  --never-blocked TIME               no step holds the event loop for longer
  --no-destroyed                     no task is destroyed while it waits
  --no-never-awaited                 no coroutine is left without an await
  --no-never-retrieved               no error of a task is left unread
  --no-deadlock, --no-failure        the run ends, and ends well

Exit status: 0, 1 if the demo fails, a rule is broken or the runs differ, 2 if it cannot be done as asked.
",
        "Запускает демонстрации Loopline и программы на Python на виртуальных часах, где ожидание не занимает времени.

  loopline list                      демонстрации, их варианты и параметры
  loopline run ДЕМО                  то, что демонстрация печатает
  loopline run ПРОГРАММА.py          то, что печатает программа на Python, с её кодом завершения
  loopline serve ПРОГРАММА.py        то же для сервера, и что получают его посетители;
                                     если программа только задаёт `app`, её запускает её сервер
  loopline explain ЗАПУСК            что выполнялось, сколько и почему, по строкам; ЗАПУСК —
                                     запись.json, ПРОГРАММА.py или ДЕМО (ДЕМО.ВАРИАНТ)
  loopline check ЗАПУСК ПРАВИЛА      по строке на каждое место, где правило нарушено
  loopline diff ЗАПУСК ЗАПУСК        первое различие двух запусков и его причина
  loopline whatif ПРОГРАММА          сколько выигрывает каждое из самых больших ожиданий,
                                     если оно вдвое короче; ПРОГРАММА — ПРОГРАММА.py или
                                     ДЕМО: она выполняется заново
  loopline whatif ПРОГРАММА --change 'line 12: half'
                                     тот же запуск с другими ожиданиями: оба времени и место,
                                     где запуски расходятся
  loopline values ПРОГРАММА.py       переменные всего, что выполняется или ждёт, — в конце
                                     или в указанный момент; программа выполняется заново

Параметры run:
  --param ИМЯ=ЗНАЧЕНИЕ               задаёт параметр или `variant`; можно повторять
  --format text|json|chrome|svg      вместо этого печатает запись: по строке на событие,
                                     файл для страницы, трассу для Perfetto или рисунок
  --events ЧИСЛО                     сколько событий программы на Python записать самое
                                     большее; если не сказано — 300000
  --clock exact|measured             сколько занимают вычисления в программе на Python:
                                     нисколько или как на самом деле; ожидание — нисколько
  --lang en|ru                       язык сообщений и рисунков

Кроме того, параметры serve; все, кроме первого, — о посещении перед ними:
  --visit 'МЕТОД /ПУТЬ ТЕЛО'         посещает сервер, когда отвечены прежние; можно повторять;
                                     `--visit ctrl-c` — иначе оно в конце
  --at СЕКУНДЫ                       в этот момент
  --load ЧИСЛО@ЧАСТОТА               столько посетителей, столько из них в секунду
  --header 'ИМЯ: ЗНАЧЕНИЕ'           с заголовком; можно повторять
  --message ТЕКСТ                    по WebSocket; можно повторять
  --port ПОРТ                        на этом порту; иначе — на первом, где слушают

Параметр explain и values:
  --format json                      то же для программ, время в микросекундах
Изменения whatif, каждое — ОЖИДАНИЕ: ДЛИНА; можно повторять; ДЛИНА — half (вдвое короче),
zero (ноль), double (вдвое дольше), x1.5, 0.9s или 250ms, а ОЖИДАНИЕ —
  line 12, shop.py line 12           каждый sleep, блокирующий вызов или вычисление в строке
  line 12 #3, line 12 in ИМЯ         третий из них; у задачи с этим именем
  timer line 12, timeout line 12     таймеры и тайм-ауты, которые заводит строка
  host ИМЯ                           ответы хоста и путь до него
  steps, steps in ИМЯ                вычисления всех задач или одной, с --clock measured
Параметры values:
  --at ВРЕМЯ                         в этот момент: 1.5s, 20ms
  --event ЧИСЛО                      когда записано столько событий
  --watch ВЫРАЖЕНИЕ                  его значения за весь запуск; можно повторять
  --until ВЫРАЖЕНИЕ                  там, где оно впервые истинно
Правила check:
  --elapsed ВРЕМЯ                    длится не дольше: 2s, 50ms
  --never-blocked ВРЕМЯ              ни один шаг не задерживает цикл событий дольше
  --no-destroyed                     ни одна задача не уничтожена, пока ждёт
  --no-never-awaited                 ни одна корутина не осталась без await
  --no-never-retrieved               ни одна ошибка задачи не осталась непрочитанной
  --no-deadlock, --no-failure        выполнение заканчивается, и заканчивается успешно

Код завершения: 0; 1, если демонстрация завершилась ошибкой, правило нарушено или запуски
различаются; 2, если сделать это так нельзя.
",
    )
    .into()
}

fn pick(words: Words, lang: Lang) -> &'static str {
    lang.pick(words.en, words.ru)
}

/// Text of `list`: chapters, demos, and their parameters.
pub(super) fn list(catalogue: &[&Demo], lang: Lang) -> String {
    let mut text = String::new();
    let mut chapter = None;
    let width = catalogue.iter().map(|demo| demo.id.chars().count()).max().unwrap_or(0);
    // Writing to a `String` cannot fail.
    for demo in catalogue {
        if chapter.replace(demo.chapter) != Some(demo.chapter) {
            let _ = writeln!(text, "{}{}", if text.is_empty() { "" } else { "\n" }, pick(demo.chapter.title(), lang));
        }
        let _ = writeln!(text, "  {:<width$}  {}", demo.id, pick(demo.title, lang));
        let indent = " ".repeat(width + 6);
        if !demo.variants.is_empty() {
            let variants: Vec<&str> = demo.variants.iter().map(|variant| variant.id).collect();
            let _ = writeln!(text, "{indent}variant={}", variants.join("|"));
        }
        for param in demo.params {
            let [min, default] = [param.min, param.default].map(|value| quantity(value, Quantity::Count, lang));
            let max = quantity(param.max, param.quantity, lang);
            let _ = writeln!(text, "{indent}{}={min}..{max} ({default}): {}", param.id, pick(param.label, lang));
        }
    }
    text
}

/// A refusal as one sentence.
pub(super) fn wrong(wrong: &CommandError, catalogue: &[&Demo], lang: Lang) -> String {
    let see_help = lang.pick("; see --help", "; см. --help");
    match wrong {
        CommandError::Command(word) => {
            lang.pick(format!("there is no command “{word}”{see_help}"), format!("нет команды «{word}»{see_help}"))
        }
        CommandError::NoDemo => lang
            .pick("run needs the name of a demo; see list".into(), "для run нужно имя демонстрации; см. list".into()),
        CommandError::NoRecord("diff") => {
            lang.pick("diff needs two records or programs".into(), "для diff нужны две записи или программы".into())
        }
        CommandError::NoRecord("whatif") => lang.pick(
            "whatif needs a program or a demo, which it runs again".into(),
            "для whatif нужна программа или демонстрация: она выполняется заново".into(),
        ),
        CommandError::NoRecord("values") => lang.pick(
            "values needs a program in Python, which it runs again".into(),
            "для values нужна программа на Python: она выполняется заново".into(),
        ),
        CommandError::NoValues => lang.pick(
            "a demo in Rust has no variables of Python: values reads those of a PROGRAM.py".into(),
            "у демонстрации на Rust нет переменных Python: values читает их в ПРОГРАММЕ.py".into(),
        ),
        CommandError::NoValuesInRecord => lang.pick(
            "a record has no values: give the program, which is run again for them".into(),
            "в записи значений нет: укажите программу, ради них она выполняется заново".into(),
        ),
        CommandError::ValuesOption => lang.pick(
            "--event, --watch and --until are options of values".into(),
            "--event, --watch и --until — параметры values".into(),
        ),
        CommandError::Event(text) => lang.pick(
            format!("--event wants a number of events, not “{text}”"),
            format!("для --event нужно число событий, а не «{text}»"),
        ),
        CommandError::NotRunAgain => lang.pick(
            "whatif runs a program again, and a record cannot be run: give it the program".into(),
            "whatif выполняет программу заново, а запись выполнить нельзя: укажите программу".into(),
        ),
        CommandError::Change(text) => lang.pick(
            format!("--change wants a wait and its new length, as in “line 12: half”, not “{text}”{see_help}"),
            format!("для --change нужны ожидание и его новая длина, например «line 12: half», а не «{text}»{see_help}"),
        ),
        CommandError::NoWait(change, others) => no_wait(change, others, lang),
        CommandError::NoChanges => {
            lang.pick("changes of waits are for whatif".into(), "изменения ожиданий бывают у whatif".into())
        }
        CommandError::NoRecord(command) => lang.pick(
            format!("{command} needs a record or a program"),
            format!("для {command} нужна запись или программа"),
        ),
        CommandError::Record(name, why) => {
            let (what, cure) = refused_file(name, why, lang);
            cure.map_or_else(|| what.clone(), |cure| format!("{what} {cure}"))
        }
        CommandError::NoFormat("explain") => lang.pick(
            "explain prints text, or with --format json JSON".into(),
            "explain печатает текст, а с --format json — JSON".into(),
        ),
        CommandError::NoFormat(command) => {
            lang.pick(format!("{command} has no --format"), format!("у {command} нет --format"))
        }
        CommandError::Time(option, text) => lang.pick(
            format!("{option} wants a time such as 2s or 50ms, not “{text}”"),
            format!("для {option} нужно время, например 2s или 50ms, а не «{text}»"),
        ),
        CommandError::Rules => lang.pick(
            format!("rules such as --elapsed 2s are for check, which needs one{see_help}"),
            format!("правила, например --elapsed 2s, бывают у check, и хотя бы одно ему нужно{see_help}"),
        ),
        CommandError::Demo(id) => {
            let known: Vec<&str> = catalogue.iter().map(|demo| demo.id).collect();
            let known = known.join(", ");
            lang.pick(
                format!("there is no demo “{id}”; there are: {known}"),
                format!("нет демонстрации «{id}»; есть: {known}"),
            )
        }
        CommandError::Option(word) => lang
            .pick(format!("“{word}” is not understood here{see_help}"), format!("«{word}» здесь непонятно{see_help}")),
        CommandError::NoValue(option) => {
            lang.pick(format!("{option} needs a value{see_help}"), format!("для {option} нужно значение{see_help}"))
        }
        CommandError::Pair(text) => lang.pick(
            format!("--param wants NAME=VALUE, not “{text}”"),
            format!("для --param нужно ИМЯ=ЗНАЧЕНИЕ, а не «{text}»"),
        ),
        CommandError::Format(word) => lang.pick(
            format!("there is no format “{word}”; there are: {}", RecordFormat::WORDS),
            format!("нет формата «{word}»; есть: {}", RecordFormat::WORDS),
        ),
        CommandError::Lang(word) => lang.pick(
            format!("there is no language “{word}”; there are: en, ru"),
            format!("нет языка «{word}»; есть: en, ru"),
        ),
        CommandError::File(file, why) => {
            lang.pick(format!("{file} cannot be read: {why}"), format!("не удаётся прочитать {file}: {why}"))
        }
        CommandError::NoPython => lang.pick(
            "this build has no Python: build it with --features cli,python".into(),
            "в этой сборке нет Python: соберите с --features cli,python".into(),
        ),
        CommandError::NoParams => {
            lang.pick("a Python program has no parameters".into(), "у программы на Python нет параметров".into())
        }
        CommandError::Events(word) => {
            let most = count(Recorder::LIMIT, lang);
            lang.pick(
                format!("--events wants a number from 1 to {most}, not “{word}”"),
                format!("для --events нужно число от 1 до {most}, а не «{word}»"),
            )
        }
        CommandError::NoEvents => lang.pick(
            "--events limits the record of a Python program: it goes with --format".into(),
            "--events ограничивает запись программы на Python: нужен и --format".into(),
        ),
        CommandError::Clock(word) => lang.pick(
            format!("there is no clock “{word}”; there are: exact, measured"),
            format!("нет часов «{word}»; есть: exact, measured"),
        ),
        CommandError::DemoClock => lang.pick(
            "a demo states how long its computing takes: it has the clock “exact” only".into(),
            "демонстрация сама задаёт длительность вычислений: для неё есть только часы exact".into(),
        ),
        CommandError::Visit(text) => lang.pick(
            format!("--visit wants a method and a path, as in “GET /”, or ctrl-c, not “{text}”"),
            format!("для --visit нужны метод и путь, например «GET /», или ctrl-c, а не «{text}»"),
        ),
        CommandError::VisitOption(option, text) => lang.pick(
            format!("“{text}” is not understood: a visit before it is changed as by {}", option.example()),
            format!("«{text}» непонятно: посещение перед этим меняют, например, так: {}", option.example()),
        ),
        CommandError::NoVisits => {
            lang.pick("visits are for serve, not for run".into(), "посещения бывают у serve, а не у run".into())
        }
        CommandError::NoServer(word) => lang.pick(
            format!("serve wants a Python program, not “{word}”"),
            format!("для serve нужна программа на Python, а не «{word}»"),
        ),
        CommandError::Hosts(error) => table_error(error, lang),
        CommandError::Refused(demo, why) => refused(why, demo, why.name(), lang),
    }
}

/// Says that a change names no wait of the run, and names some that it has.
fn no_wait(change: &WaitChange, others: &[WaitPlace], lang: Lang) -> String {
    let others: Vec<String> = others.iter().map(|place| format!("“{place}”")).collect();
    let place = &change.place;
    match others.is_empty() {
        true => lang.pick(
            format!("the run has no wait “{place}”, nor any other that time or a host ends"),
            format!("в запуске нет ожидания «{place}», да и других, которые завершает время или хост"),
        ),
        false => lang.pick(
            format!("the run has no wait “{place}”; it has {}", others.join(", ")),
            format!("в запуске нет ожидания «{place}»; есть {}", others.join(", ")),
        ),
    }
}

/// Says that a Python program was stopped at a limit, where, and how it is raised. The record, `events` long at most, knows
/// the task; without one, `line` is all that is known.
#[cfg(feature = "python")]
pub(super) fn limit(limit: Limit, line: Option<(String, u32)>, trace: &Trace, events: usize, lang: Lang) -> String {
    let place = LimitPlace::of(trace);
    let task = place.task.zip(place.seq).map(|(task, seq)| Names::new(trace).task(trace, task, seq));
    let recorded = place.site.map(|site| trace.site(site)).map(|site| (trace.text(site.file).to_string(), site.line));
    let sentence = limit_sentence(limit, events, &StoppedAt { task, line: recorded.or(line) }, lang);
    let raised = match limit {
        Limit::Events => lang.pick(" More are recorded with --events.", " Больше запишет --events."),
        _ => "",
    };
    format!("{sentence}{raised}\n")
}

/// Draws the whole record for slides: light, as wide as a slide's text.
pub(super) fn svg(trace: &Trace, title: &str, about: &str, lang: Lang) -> String {
    const WIDTH: f64 = 1200.0;
    let spans = Spans::new(trace);
    let scene = whole(trace, &spans, by_steps(trace), WIDTH, f64::INFINITY, &TimelineWords(lang));
    export::svg(&scene, &LIGHT, title, about)
}

/// The result of comparing two runs that are the same.
pub(super) fn no_difference(lang: Lang) -> String {
    lang.pick("No difference.\n", "Различий нет.\n").into()
}

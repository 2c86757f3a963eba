//! Conversion of an event's fields to numbers and back, and the schema that names the fields.

use super::read::MAX_ID;
use super::{ProgramInfo, VERSION};
use crate::clock::Micros;
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, EventKind, FutureId, FutureOrigin,
    GeneratorEnd, GeneratorId, HandleId, HandleKind, MessageId, MessageKind, Outcome, ResourceId, ResourceKind,
    Resumption, Settled, Site, Snapshot, Stack, Status, Stream, TaskId, Text, TimerId, Trace, WaitKind, WaitReason,
    WarningCode,
};

/// The fields of each kind, in the order of [`EventKind::WORDS`]. `what`, `outcome`, `settled`, `status`, `resumption` and
/// `generator_end` are a place in the list of that name with the fields given there; `?` may be -1.
const FIELDS: &[&str] = &[
    "name:text",
    "status",
    "ready:count timers:count",
    "task name:text parent:task? site runs:text? of_library:count",
    "task name:text",
    "handle what",
    "handle",
    "handle",
    "handle",
    "task",
    "task stack outcome",
    "task message:text? count",
    "task",
    "task count",
    "future of name:text?",
    "future settled",
    "future what",
    "future what",
    "timer due:micros what:text",
    "timer late:micros",
    "timer",
    "resource kind:resource_kind name:text capacity:count?",
    "resource state:snapshot",
    "name:text value:text",
    "wall:micros",
    "stream text",
    "code:warning text site?",
    "text",
    "generator name:text task? site",
    "generator resumption",
    "generator value:text from:generator? stack",
    "generator generator_end",
    "turns:count",
    "name:text address:text? took:micros",
    "address:text",
    "connection from:text to:text host:text? site?",
    "connection state:connection_state",
    "connection",
    "connection by:connection_end bytes:count",
    "connection at:connection_end bytes:count",
    "message connection by:connection_end kind:message_kind line:text?",
    "message bytes:count",
    "connection by:connection?",
    "datagram from:text to:text bytes:count",
    "datagram fate:datagram_fate",
];

/// Number of event kinds in each version of the file, from version 1.
const KINDS_OF_VERSION: [usize; VERSION as usize] = [28, 32, 33, 33, 42, 45, 45, 45];
/// The first version in which a task's creation has the field `runs`.
const RUNS_SINCE: u64 = 4;
/// The first version in which a task's creation says whether it is of a library.
const LIBRARY_SINCE: u64 = 5;
/// The first version that has connections.
const CONNECTIONS_SINCE: u64 = 5;
/// The first version in which a lookup says how long it took.
const LOOKUP_TIMES_SINCE: u64 = 6;
/// The first version that has datagrams.
const DATAGRAMS_SINCE: u64 = 6;
/// The first version in which a record can have notes.
pub(super) const NOTES_SINCE: u64 = 7;
/// The first version in which a record can be of a changed run.
const CHANGES_SINCE: u64 = 8;
/// The first version in which a program can have files beside its own.
const FILES_SINCE: u64 = 4;

/// Number of event kinds in a version; none for a version that does not exist.
pub(super) fn kinds_of_version(version: u64) -> usize {
    let place = usize::try_from(version).ok().and_then(|version| version.checked_sub(1));
    place.and_then(|place| KINDS_OF_VERSION.get(place)).copied().unwrap_or_default()
}

/// The first version that has everything a record and its program hold.
pub(super) fn version_of(program: &ProgramInfo, trace: &Trace) -> u64 {
    let runs = |kind: &EventKind| matches!(kind, EventKind::TaskCreated { runs: Some(_), .. });
    let of_library = |kind: &EventKind| matches!(kind, EventKind::TaskCreated { of_library: true, .. });
    let (mut last, mut least) = (0, if program.files.is_empty() { 1 } else { FILES_SINCE });
    if !program.changes.is_empty() {
        least = CHANGES_SINCE;
    }
    for kind in trace.kinds() {
        last = last.max(kind.place());
        if runs(kind) {
            least = least.max(RUNS_SINCE);
        }
        if of_library(kind) {
            least = least.max(LIBRARY_SINCE);
        }
        if matches!(kind, EventKind::NameLookedUp { took, .. } if *took != Micros::ZERO) {
            least = least.max(LOOKUP_TIMES_SINCE);
        }
    }
    (least..VERSION).find(|version| last < kinds_of_version(*version)).unwrap_or(VERSION)
}

/// The fields of a kind in a version.
fn fields_in(version: u64, fields: &'static str) -> &'static str {
    let fields = if version < LOOKUP_TIMES_SINCE { fields.trim_end_matches(" took:micros") } else { fields };
    let fields = if version < LIBRARY_SINCE { fields.trim_end_matches(" of_library:count") } else { fields };
    if version < RUNS_SINCE { fields.trim_end_matches(" runs:text?") } else { fields }
}

/// The schema of a version: written into its files, and required of them when they are read.
pub(super) fn schema(version: u64) -> serde_json::Value {
    let kinds = EventKind::WORDS.iter().zip(FIELDS).take(kinds_of_version(version));
    let kinds: Vec<String> = kinds.map(|(word, fields)| format!("{word} {}", fields_in(version, fields))).collect();
    let mut schema = serde_json::json!({
        "row": "kind dt thread back",
        "kinds": kinds,
        "what": ["step task", "wakeup task", "callback text", "timer timer text"],
        "outcome": ["suspended wait id until:micros?", "returned text", "raised text", "cancelled"],
        "settled": ["result text", "exception text", "cancelled"],
        "status": ["returned", "raised text", "deadlock", "stopped", "limit"],
        "wait": WaitKind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
        "of": FutureOrigin::ALL.iter().map(|of| of.word()).collect::<Vec<_>>(),
        "resource_kind": ResourceKind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
        "stream": Stream::ALL.iter().map(|stream| stream.word()).collect::<Vec<_>>(),
        "warning": WarningCode::ALL.iter().map(|code| code.word()).collect::<Vec<_>>(),
        "site": "file:text line:count",
        "stack": "(function:text site)*, innermost first",
        "snapshot": "value:count? holder:task? unfinished:count? len:count, then items:text getters:task putters:task waiters:task, each with its count before it",
    });
    if version > 1 {
        schema["resumption"] = serde_json::json!(["next", "sent text", "thrown text", "closed"]);
        schema["generator_end"] = serde_json::json!(["returned text", "raised text", "closed"]);
    }
    if version >= CONNECTIONS_SINCE {
        schema["connection_end"] = ConnectionEnd::ALL.iter().map(|end| end.word()).collect();
        schema["connection_state"] = ConnectionState::ALL.iter().map(|state| state.word()).collect();
        schema["message_kind"] = MessageKind::ALL.iter().map(|kind| kind.word()).collect();
    }
    if version >= DATAGRAMS_SINCE {
        schema["datagram_fate"] = DatagramFate::ALL.iter().map(|fate| fate.word()).collect();
    }
    schema
}

/// A number of a row: wide enough for every moment and for -1.
pub(super) type Number = i128;

/// Number for "none" in a field that may be absent.
pub(super) const NONE: Number = -1;

fn place<T: PartialEq>(all: &[T], value: &T) -> Number {
    // Every value is in its own list, which a macro makes of the same names.
    all.iter().position(|other| other == value).map_or(NONE, |place| place as Number)
}

/// Appends a kind's fields, as a version has them.
pub(super) fn encode(kind: &EventKind, version: u64, row: &mut Vec<Number>) {
    let mut put = |numbers: &[Number]| row.extend_from_slice(numbers);
    let what = |what: HandleKind| match what {
        HandleKind::Step(task) => vec![0, task.0.into()],
        HandleKind::Wakeup(task) => vec![1, task.0.into()],
        HandleKind::Callback(name) => vec![2, name.0.into()],
        HandleKind::Timer(timer, name) => vec![3, timer.0.into(), name.0.into()],
    };
    let text_or = |text: Option<Text>| text.map_or(NONE, |text| text.0.into());
    match *kind {
        EventKind::RunBegan { name } => put(&[name.0.into()]),
        EventKind::RunEnded { status } => match status {
            Status::Returned => put(&[0]),
            Status::Raised(error) => put(&[1, error.0.into()]),
            Status::Deadlock => put(&[2]),
            Status::Stopped => put(&[3]),
            Status::Limit => put(&[4]),
        },
        EventKind::Turn { ready, timers } => put(&[ready.into(), timers.into()]),
        EventKind::TaskCreated { task, name, parent, site, runs, of_library } => {
            let parent = parent.map_or(NONE, |parent| parent.0.into());
            put(&[task.0.into(), name.0.into(), parent, site.0.into()]);
            if version >= RUNS_SINCE {
                put(&[text_or(runs)]);
            }
            if version >= LIBRARY_SINCE {
                put(&[of_library.into()]);
            }
        }
        EventKind::TaskRenamed { task, name } => put(&[task.0.into(), name.0.into()]),
        EventKind::HandleScheduled { handle, what: runs } => {
            put(&[handle.0.into()]);
            put(&what(runs));
        }
        EventKind::HandleCancelled { handle } | EventKind::HandleBegan { handle } => put(&[handle.0.into()]),
        EventKind::HandleEnded { handle } => put(&[handle.0.into()]),
        EventKind::StepBegan { task } | EventKind::CancelDelivered { task } => put(&[task.0.into()]),
        EventKind::StepEnded { task, stack, outcome } => {
            put(&[task.0.into(), stack.0.into()]);
            match outcome {
                Outcome::Suspended(WaitReason { kind, id, until }) => {
                    let until = until.map_or(NONE, |until| until.0.into());
                    put(&[0, place(WaitKind::ALL, &kind), id.into(), until]);
                }
                Outcome::Returned(value) => put(&[1, value.0.into()]),
                Outcome::Raised(error) => put(&[2, error.0.into()]),
                Outcome::Cancelled => put(&[3]),
            }
        }
        EventKind::CancelRequested { task, message, count } => put(&[task.0.into(), text_or(message), count.into()]),
        EventKind::Uncancelled { task, count } => put(&[task.0.into(), count.into()]),
        EventKind::FutureCreated { future, of, name } => {
            put(&[future.0.into(), place(FutureOrigin::ALL, &of), text_or(name)])
        }
        EventKind::FutureSettled { future, how } => match how {
            Settled::Result(value) => put(&[future.0.into(), 0, value.0.into()]),
            Settled::Exception(error) => put(&[future.0.into(), 1, error.0.into()]),
            Settled::Cancelled => put(&[future.0.into(), 2]),
        },
        EventKind::CallbackAdded { future, what: runs } | EventKind::CallbackRemoved { future, what: runs } => {
            put(&[future.0.into()]);
            put(&what(runs));
        }
        EventKind::TimerSet { timer, due, what } => put(&[timer.0.into(), due.0.into(), what.0.into()]),
        EventKind::TimerFired { timer, late } => put(&[timer.0.into(), late.0.into()]),
        EventKind::TimerCancelled { timer } => put(&[timer.0.into()]),
        EventKind::ResourceCreated { resource, kind, name, capacity } => {
            let capacity = capacity.map_or(NONE, Number::from);
            put(&[resource.0.into(), place(ResourceKind::ALL, &kind), name.0.into(), capacity]);
        }
        EventKind::ResourceChanged { resource, state } => put(&[resource.0.into(), state.0.into()]),
        EventKind::ContextChanged { name, value } => put(&[name.0.into(), value.0.into()]),
        EventKind::Blocked { wall } => put(&[wall.0.into()]),
        EventKind::Output { stream, text } => put(&[place(Stream::ALL, &stream), text.0.into()]),
        EventKind::Warning { code, text, site } => {
            put(&[place(WarningCode::ALL, &code), text.0.into(), site.map_or(NONE, |site| site.0.into())]);
        }
        EventKind::Note { text } => put(&[text.0.into()]),
        EventKind::GeneratorCreated { generator, name, task, site } => {
            let task = task.map_or(NONE, |task| task.0.into());
            put(&[generator.0.into(), name.0.into(), task, site.0.into()]);
        }
        EventKind::GeneratorResumed { generator, how } => match how {
            Resumption::Next => put(&[generator.0.into(), 0]),
            Resumption::Sent(value) => put(&[generator.0.into(), 1, value.0.into()]),
            Resumption::Thrown(error) => put(&[generator.0.into(), 2, error.0.into()]),
            Resumption::Closed => put(&[generator.0.into(), 3]),
        },
        EventKind::GeneratorYielded { generator, value, from, stack } => {
            let from = from.map_or(NONE, |from| from.0.into());
            put(&[generator.0.into(), value.0.into(), from, stack.0.into()]);
        }
        EventKind::GeneratorEnded { generator, outcome } => match outcome {
            GeneratorEnd::Returned(value) => put(&[generator.0.into(), 0, value.0.into()]),
            GeneratorEnd::Raised(error) => put(&[generator.0.into(), 1, error.0.into()]),
            GeneratorEnd::Closed => put(&[generator.0.into(), 2]),
        },
        EventKind::TurnsRepeated { turns } => put(&[turns.into()]),
        EventKind::NameLookedUp { name, address, took } => {
            put(&[name.0.into(), text_or(address)]);
            if version >= LOOKUP_TIMES_SINCE {
                put(&[took.0.into()]);
            }
        }
        EventKind::Listening { address } => put(&[address.0.into()]),
        EventKind::ConnectionCreated { connection, from, to, host, site } => {
            let site = site.map_or(NONE, |site| site.0.into());
            put(&[connection.0.into(), from.0.into(), to.0.into(), text_or(host), site]);
        }
        EventKind::ConnectionChanged { connection, state } => {
            put(&[connection.0.into(), place(ConnectionState::ALL, &state)]);
        }
        EventKind::ConnectionAccepted { connection } => put(&[connection.0.into()]),
        EventKind::BytesSent { connection, by: end, bytes }
        | EventKind::BytesArrived { connection, at: end, bytes } => {
            put(&[connection.0.into(), place(ConnectionEnd::ALL, &end), bytes.into()]);
        }
        EventKind::MessageBegan { message, connection, by, kind, line } => {
            let (by, kind) = (place(ConnectionEnd::ALL, &by), place(MessageKind::ALL, &kind));
            put(&[message.0.into(), connection.0.into(), by, kind, text_or(line)]);
        }
        EventKind::MessageEnded { message, bytes } => put(&[message.0.into(), bytes.into()]),
        EventKind::ConnectionHeld { connection, by } => {
            put(&[connection.0.into(), by.map_or(NONE, |by| by.0.into())]);
        }
        EventKind::DatagramSent { datagram, from, to, bytes } => {
            put(&[datagram.0.into(), from.0.into(), to.0.into(), bytes.into()]);
        }
        EventKind::DatagramEnded { datagram, fate } => put(&[datagram.0.into(), place(DatagramFate::ALL, &fate)]),
    }
}

/// Takes typed values off a row of numbers; every one is checked.
pub(super) struct RowReader<'a> {
    numbers: std::slice::Iter<'a, Number>,
    trace: &'a Trace,
}

/// Result of checking a row; the error describes its fault.
type RowResult<T> = Result<T, String>;

impl<'a> RowReader<'a> {
    pub fn new(numbers: &'a [Number], trace: &'a Trace) -> RowReader<'a> {
        RowReader { numbers: numbers.iter(), trace }
    }

    pub fn number(&mut self) -> RowResult<Number> {
        self.numbers.next().copied().ok_or_else(|| "a field is missing".into())
    }

    /// Checks that nothing is left.
    pub fn end(&mut self) -> RowResult<()> {
        if self.numbers.next().is_some() { Err("a field too many".into()) } else { Ok(()) }
    }

    pub fn count(&mut self) -> RowResult<u32> {
        let number = self.number()?;
        u32::try_from(number).map_err(|_| format!("{number} is no count"))
    }

    fn optional<T>(&mut self, read: impl FnOnce(&mut Self) -> RowResult<T>) -> RowResult<Option<T>> {
        if self.numbers.as_slice().first() == Some(&NONE) {
            self.numbers.next();
            return Ok(None);
        }
        read(self).map(Some)
    }

    pub fn optional_count(&mut self) -> RowResult<Option<u32>> {
        self.optional(Self::count)
    }

    pub fn optional_task(&mut self) -> RowResult<Option<TaskId>> {
        self.optional(Self::task)
    }

    fn micros(&mut self) -> RowResult<Micros> {
        let number = self.number()?;
        u64::try_from(number).map(Micros).map_err(|_| format!("{number} is no time"))
    }

    fn below(&mut self, limit: usize, what: &str) -> RowResult<u32> {
        let number = self.count()?;
        if (number as usize) < limit { Ok(number) } else { Err(format!("there is no {what} {number}")) }
    }

    fn id(&mut self) -> RowResult<u32> {
        self.below(MAX_ID, "id")
    }

    pub fn task(&mut self) -> RowResult<TaskId> {
        self.id().map(TaskId)
    }

    pub fn text(&mut self) -> RowResult<Text> {
        self.below(self.trace.texts().len(), "text").map(Text)
    }

    pub fn site(&mut self) -> RowResult<Site> {
        self.below(self.trace.sites().len(), "site").map(Site)
    }

    fn stack(&mut self) -> RowResult<Stack> {
        self.below(self.trace.stacks().len(), "stack").map(Stack)
    }

    fn connection(&mut self) -> RowResult<ConnectionId> {
        self.id().map(ConnectionId)
    }

    fn generator(&mut self) -> RowResult<GeneratorId> {
        self.id().map(GeneratorId)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> RowResult<T> {
        let place = self.below(all.len(), "choice")?;
        all.get(place as usize).copied().ok_or_else(|| "there is no such choice".into())
    }

    fn what(&mut self) -> RowResult<HandleKind> {
        Ok(match self.number()? {
            0 => HandleKind::Step(self.task()?),
            1 => HandleKind::Wakeup(self.task()?),
            2 => HandleKind::Callback(self.text()?),
            3 => HandleKind::Timer(TimerId(self.id()?), self.text()?),
            other => return Err(format!("there is no callback of sort {other}")),
        })
    }

    fn outcome(&mut self) -> RowResult<Outcome> {
        Ok(match self.number()? {
            0 => Outcome::Suspended(WaitReason {
                kind: self.one_of(WaitKind::ALL)?,
                id: self.id()?,
                until: self.optional(Self::micros)?,
            }),
            1 => Outcome::Returned(self.text()?),
            2 => Outcome::Raised(self.text()?),
            3 => Outcome::Cancelled,
            other => return Err(format!("there is no outcome {other}")),
        })
    }

    fn settled(&mut self) -> RowResult<Settled> {
        Ok(match self.number()? {
            0 => Settled::Result(self.text()?),
            1 => Settled::Exception(self.text()?),
            2 => Settled::Cancelled,
            other => return Err(format!("no future settles as {other}")),
        })
    }

    fn resumption(&mut self) -> RowResult<Resumption> {
        Ok(match self.number()? {
            0 => Resumption::Next,
            1 => Resumption::Sent(self.text()?),
            2 => Resumption::Thrown(self.text()?),
            3 => Resumption::Closed,
            other => return Err(format!("no generator is resumed as {other}")),
        })
    }

    fn generator_end(&mut self) -> RowResult<GeneratorEnd> {
        Ok(match self.number()? {
            0 => GeneratorEnd::Returned(self.text()?),
            1 => GeneratorEnd::Raised(self.text()?),
            2 => GeneratorEnd::Closed,
            other => return Err(format!("no generator ends as {other}")),
        })
    }

    fn status(&mut self) -> RowResult<Status> {
        Ok(match self.number()? {
            0 => Status::Returned,
            1 => Status::Raised(self.text()?),
            2 => Status::Deadlock,
            3 => Status::Stopped,
            4 => Status::Limit,
            other => return Err(format!("there is no status {other}")),
        })
    }

    /// The fields of the kind at a place of [`EventKind::WORDS`], as a version has them.
    pub fn kind(&mut self, place: Number, version: u64) -> RowResult<EventKind> {
        Ok(match place {
            0 => EventKind::RunBegan { name: self.text()? },
            1 => EventKind::RunEnded { status: self.status()? },
            2 => EventKind::Turn { ready: self.count()?, timers: self.count()? },
            3 => EventKind::TaskCreated {
                task: self.task()?,
                name: self.text()?,
                parent: self.optional_task()?,
                site: self.site()?,
                runs: if version >= RUNS_SINCE { self.optional(Self::text)? } else { None },
                of_library: version >= LIBRARY_SINCE && self.count()? != 0,
            },
            4 => EventKind::TaskRenamed { task: self.task()?, name: self.text()? },
            5 => EventKind::HandleScheduled { handle: HandleId(self.id()?), what: self.what()? },
            6 => EventKind::HandleCancelled { handle: HandleId(self.id()?) },
            7 => EventKind::HandleBegan { handle: HandleId(self.id()?) },
            8 => EventKind::HandleEnded { handle: HandleId(self.id()?) },
            9 => EventKind::StepBegan { task: self.task()? },
            10 => EventKind::StepEnded { task: self.task()?, stack: self.stack()?, outcome: self.outcome()? },
            11 => EventKind::CancelRequested {
                task: self.task()?,
                message: self.optional(Self::text)?,
                count: self.count()?,
            },
            12 => EventKind::CancelDelivered { task: self.task()? },
            13 => EventKind::Uncancelled { task: self.task()?, count: self.count()? },
            14 => EventKind::FutureCreated {
                future: FutureId(self.id()?),
                of: self.one_of(FutureOrigin::ALL)?,
                name: self.optional(Self::text)?,
            },
            15 => EventKind::FutureSettled { future: FutureId(self.id()?), how: self.settled()? },
            16 => EventKind::CallbackAdded { future: FutureId(self.id()?), what: self.what()? },
            17 => EventKind::CallbackRemoved { future: FutureId(self.id()?), what: self.what()? },
            18 => EventKind::TimerSet { timer: TimerId(self.id()?), due: self.micros()?, what: self.text()? },
            19 => EventKind::TimerFired { timer: TimerId(self.id()?), late: self.micros()? },
            20 => EventKind::TimerCancelled { timer: TimerId(self.id()?) },
            21 => EventKind::ResourceCreated {
                resource: ResourceId(self.id()?),
                kind: self.one_of(ResourceKind::ALL)?,
                name: self.text()?,
                capacity: self.optional_count()?,
            },
            22 => EventKind::ResourceChanged {
                resource: ResourceId(self.id()?),
                state: self.below(self.trace.snapshots().len(), "snapshot").map(Snapshot)?,
            },
            23 => EventKind::ContextChanged { name: self.text()?, value: self.text()? },
            24 => EventKind::Blocked { wall: self.micros()? },
            25 => EventKind::Output { stream: self.one_of(Stream::ALL)?, text: self.text()? },
            26 => EventKind::Warning {
                code: self.one_of(WarningCode::ALL)?,
                text: self.text()?,
                site: self.optional(Self::site)?,
            },
            27 => EventKind::Note { text: self.text()? },
            28 => EventKind::GeneratorCreated {
                generator: self.generator()?,
                name: self.text()?,
                task: self.optional_task()?,
                site: self.site()?,
            },
            29 => EventKind::GeneratorResumed { generator: self.generator()?, how: self.resumption()? },
            30 => EventKind::GeneratorYielded {
                generator: self.generator()?,
                value: self.text()?,
                from: self.optional(Self::generator)?,
                stack: self.stack()?,
            },
            31 => EventKind::GeneratorEnded { generator: self.generator()?, outcome: self.generator_end()? },
            32 => EventKind::TurnsRepeated { turns: self.count()? },
            33 => EventKind::NameLookedUp {
                name: self.text()?,
                address: self.optional(Self::text)?,
                took: if version >= LOOKUP_TIMES_SINCE { self.micros()? } else { Micros::ZERO },
            },
            34 => EventKind::Listening { address: self.text()? },
            35 => EventKind::ConnectionCreated {
                connection: self.connection()?,
                from: self.text()?,
                to: self.text()?,
                host: self.optional(Self::text)?,
                site: self.optional(Self::site)?,
            },
            36 => EventKind::ConnectionChanged {
                connection: self.connection()?,
                state: self.one_of(ConnectionState::ALL)?,
            },
            37 => EventKind::ConnectionAccepted { connection: self.connection()? },
            38 => EventKind::BytesSent {
                connection: self.connection()?,
                by: self.one_of(ConnectionEnd::ALL)?,
                bytes: self.count()?,
            },
            39 => EventKind::BytesArrived {
                connection: self.connection()?,
                at: self.one_of(ConnectionEnd::ALL)?,
                bytes: self.count()?,
            },
            40 => EventKind::MessageBegan {
                message: MessageId(self.id()?),
                connection: self.connection()?,
                by: self.one_of(ConnectionEnd::ALL)?,
                kind: self.one_of(MessageKind::ALL)?,
                line: self.optional(Self::text)?,
            },
            41 => EventKind::MessageEnded { message: MessageId(self.id()?), bytes: self.count()? },
            42 => EventKind::ConnectionHeld { connection: self.connection()?, by: self.optional(Self::connection)? },
            43 => EventKind::DatagramSent {
                datagram: DatagramId(self.id()?),
                from: self.text()?,
                to: self.text()?,
                bytes: self.count()?,
            },
            44 => EventKind::DatagramEnded { datagram: DatagramId(self.id()?), fate: self.one_of(DatagramFate::ALL)? },
            other => return Err(format!("there is no kind {other}")),
        })
    }
}

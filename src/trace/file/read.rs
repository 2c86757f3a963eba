//! Reading of a record, event by event: a million events are never held twice, and reading can pause between any two.
//!
//! Nothing is trusted. Every number is checked before it is used, and errors state the place of the damage.

use super::json::Cursor;
use super::rows::{Number, RowReader, kinds_of_version, schema};
use super::tables::{add_site, add_snapshot, add_stack};
use super::{
    ClockKind, DamageLocation, FORMAT, MAX_NOTE_LENGTH, MAX_NOTES, ProgramFile, ReadError, RecordNote, TraceFile,
    VERSION,
};
use crate::clock::Micros;
use crate::trace::{ConnectionId, Event, EventKind, GeneratorId, HandleKind, ResourceId, Seq, TaskId, Trace};

/// Most events that [`read`] accepts: twice the limit of a demo's record.
pub const MAX_EVENTS: usize = 2_000_000;
/// Largest id that is accepted. Ids count from zero and each has an event, so larger ones are damage; the limit lets
/// readers keep tables by id.
pub(super) const MAX_ID: usize = 8_000_000;

/// Reads a file of at most [`MAX_EVENTS`] events.
pub fn read(bytes: &[u8]) -> Result<TraceFile, ReadError> {
    read_up_to(bytes, MAX_EVENTS)
}

/// Reads a file of at most `limit` events.
pub fn read_up_to(bytes: &[u8], limit: usize) -> Result<TraceFile, ReadError> {
    let mut reading = RecordReader::up_to(bytes, limit);
    while !reading.step(usize::MAX)? {}
    Ok(reading.finish())
}

/// Reader of a file that takes a few entries at a time, so that its caller can do other work in between.
pub struct RecordReader<B> {
    cursor: Cursor<B>,
    reader: RecordBuilder,
    stage: ReadPosition,
    /// Buffer of a row, reused for every row.
    row: Vec<Number>,
}

/// Position in the file: the piece that is read next.
#[derive(Clone, Copy)]
enum ReadPosition {
    /// The opening brace.
    Start,
    /// A member, or the end of the file.
    Member,
    /// An entry of the current list, with its position.
    Entry(usize),
    /// Nothing more.
    Done,
}

impl<B: AsRef<[u8]>> RecordReader<B> {
    /// Begins to read a file of at most [`MAX_EVENTS`] events.
    pub fn new(bytes: B) -> RecordReader<B> {
        RecordReader::up_to(bytes, MAX_EVENTS)
    }

    /// Begins to read a file of at most `limit` events.
    pub fn up_to(bytes: B, limit: usize) -> RecordReader<B> {
        RecordReader {
            cursor: Cursor::new(bytes),
            reader: RecordBuilder::up_to(limit),
            stage: ReadPosition::Start,
            row: Vec::new(),
        }
    }

    /// Reads up to `entries` more entries: members, texts, events. Returns true once the file is read to its end.
    pub fn step(&mut self, entries: usize) -> Result<bool, ReadError> {
        for _ in 0..entries {
            if matches!(self.stage, ReadPosition::Done) {
                break;
            }
            let read = self.entry();
            // An error before the member `format` means that the file is none of ours.
            self.stage = read.map_err(|error| match self.reader.part {
                FileMember::Start => ReadError::NotATrace,
                _ => error,
            })?;
        }
        Ok(matches!(self.stage, ReadPosition::Done))
    }

    /// The record as far as it has been read.
    pub fn trace(&self) -> &Trace {
        &self.reader.file.trace
    }

    /// Share of the file that has been read, from 0 to 1.
    pub fn fraction(&self) -> f64 {
        self.cursor.fraction()
    }

    /// The file, as far as it has been read.
    pub fn finish(self) -> TraceFile {
        self.reader.file
    }

    fn entry(&mut self) -> Result<ReadPosition, ReadError> {
        match self.stage {
            ReadPosition::Start => {
                self.cursor.expect(b'{')?;
                self.member()
            }
            ReadPosition::Member if self.cursor.more(b'}')? => self.member(),
            ReadPosition::Member => {
                self.cursor.end()?;
                if self.reader.part == FileMember::End {
                    return Ok(ReadPosition::Done);
                }
                Err(ReadError::damaged("it has no end", DamageLocation::Member("end")))
            }
            ReadPosition::Entry(0) if self.cursor.take(b']') => Ok(ReadPosition::Member),
            ReadPosition::Entry(index) if index == 0 || self.cursor.more(b']')? => {
                self.listed(index)?;
                Ok(ReadPosition::Entry(index + 1))
            }
            ReadPosition::Entry(_) => Ok(ReadPosition::Member),
            ReadPosition::Done => Ok(ReadPosition::Done),
        }
    }

    fn member(&mut self) -> Result<ReadPosition, ReadError> {
        let name: String = self.cursor.value()?;
        self.cursor.expect(b':')?;
        let Some(part) = FileMember::of(&name) else {
            if self.reader.part == FileMember::Start {
                return Err(ReadError::NotATrace);
            }
            // A later version may say more.
            let _: serde::de::IgnoredAny = self.cursor.value()?;
            return Ok(ReadPosition::Member);
        };
        if !part.follows(self.reader.part) {
            return Err(ReadError::damaged("members are missing or out of order", DamageLocation::Member(part.word())));
        }
        if part < FileMember::Strings || part >= FileMember::Notes {
            let value: serde_json::Value = self.cursor.value()?;
            self.reader.member(part, &value)?;
            self.reader.part = part;
            return Ok(ReadPosition::Member);
        }
        self.reader.part = part;
        self.cursor.expect(b'[')?;
        Ok(ReadPosition::Entry(0))
    }

    fn listed(&mut self, index: usize) -> Result<(), ReadError> {
        let part = self.reader.part;
        if part == FileMember::Strings {
            let text: String = self.cursor.value()?;
            return self.reader.text(&text);
        }
        self.row.clear();
        if part == FileMember::Wall {
            self.row.push(self.cursor.value::<i64>()?.into());
        } else {
            self.cursor.row(&mut self.row)?;
        }
        self.reader.list(part, index, &self.row)
    }
}

/// Members of the file up to the latest that was read. They stand in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum FileMember {
    #[default]
    Start,
    Format,
    Version,
    Program,
    Clock,
    Schema,
    Strings,
    Sites,
    Stacks,
    Snapshots,
    Events,
    Wall,
    Notes,
    End,
}

impl FileMember {
    fn of(member: &str) -> Option<FileMember> {
        Some(match member {
            "format" => FileMember::Format,
            "version" => FileMember::Version,
            "program" => FileMember::Program,
            "clock" => FileMember::Clock,
            "schema" => FileMember::Schema,
            "strings" => FileMember::Strings,
            "sites" => FileMember::Sites,
            "stacks" => FileMember::Stacks,
            "snapshots" => FileMember::Snapshots,
            "events" => FileMember::Events,
            "wall" => FileMember::Wall,
            "notes" => FileMember::Notes,
            "end" => FileMember::End,
            _ => return None,
        })
    }

    /// The member's name.
    fn word(self) -> &'static str {
        match self {
            FileMember::Start => "",
            FileMember::Format => "format",
            FileMember::Version => "version",
            FileMember::Program => "program",
            FileMember::Clock => "clock",
            FileMember::Schema => "schema",
            FileMember::Strings => "strings",
            FileMember::Sites => "sites",
            FileMember::Stacks => "stacks",
            FileMember::Snapshots => "snapshots",
            FileMember::Events => "events",
            FileMember::Wall => "wall",
            FileMember::Notes => "notes",
            FileMember::End => "end",
        }
    }

    /// True if `self` may follow on `before`: only `wall` and `notes` can be left out.
    fn follows(self, before: FileMember) -> bool {
        self as u8 == before as u8 + 1 || (before >= FileMember::Events && self >= FileMember::Notes && self > before)
    }
}

/// An entry of the member `files` of `program`; `None` for anything else.
fn program_file(value: &serde_json::Value) -> Option<ProgramFile> {
    Some(ProgramFile { name: value["name"].as_str()?.into(), text: value["text"].as_str()?.into() })
}

/// The notes of a record of this many events; `None` if they are none.
fn notes(value: &serde_json::Value, events: usize) -> Option<Vec<RecordNote>> {
    let list = value.as_array().filter(|list| list.len() <= MAX_NOTES)?;
    let note = |entry: &serde_json::Value| {
        let [at, text] = entry.as_array()?.as_slice() else { return None };
        let at = usize::try_from(at.as_u64()?).ok().filter(|at| *at <= events)?;
        let text = text.as_str().filter(|text| text.chars().count() <= MAX_NOTE_LENGTH)?;
        Some(RecordNote { at, text: text.into() })
    };
    list.iter().map(note).collect()
}

/// A set of ids. They count from zero and are below [`MAX_ID`], so a place for each is cheaper than hashing.
#[derive(Default)]
struct IdSet(Vec<bool>);

impl IdSet {
    fn contains(&self, id: u32) -> bool {
        self.0.get(id as usize) == Some(&true)
    }

    /// Returns false if the id is in the set already.
    fn insert(&mut self, id: u32) -> bool {
        !std::mem::replace(at_least(&mut self.0, id as usize), true)
    }
}

/// The entry at a place, in a list that grows to have one there.
fn at_least<T: Clone + Default>(list: &mut Vec<T>, place: usize) -> &mut T {
    if list.len() <= place {
        list.resize(place + 1, T::default());
    }
    &mut list[place]
}

/// Builder of a record out of rows that are checked one by one.
#[derive(Default)]
pub(super) struct RecordBuilder {
    pub file: TraceFile,
    limit: usize,
    version: u64,
    part: FileMember,
    time: Micros,
    /// The latest moment on each thread.
    threads: Vec<Micros>,
    tasks: IdSet,
    resources: IdSet,
    generators: IdSet,
    connections: IdSet,
    messages: IdSet,
    datagrams: IdSet,
    /// Wall times of the events, collected until the member ends.
    wall: Vec<Micros>,
}

impl RecordBuilder {
    pub fn up_to(limit: usize) -> RecordBuilder {
        RecordBuilder { limit, ..RecordBuilder::default() }
    }

    /// A builder of at most `limit` events that come in batches, which have no version of their own.
    pub fn of_batches(limit: usize) -> RecordBuilder {
        RecordBuilder { version: VERSION, ..RecordBuilder::up_to(limit) }
    }

    /// Adds an event of a batch. Either all events of a record have wall times or none has.
    pub fn next_event(&mut self, numbers: &[Number], wall: Option<Micros>) -> Result<(), ReadError> {
        let index = self.file.trace.len();
        if index >= self.limit {
            return Err(ReadError::TooLarge { limit: self.limit });
        }
        let first = self.file.trace.get(Seq(0));
        let checked = match first.is_some_and(|first| first.wall.is_some() != wall.is_some()) {
            true => Err("wall times of some events only".into()),
            false => self.event(numbers, wall),
        };
        checked.map_err(|what| ReadError::damaged(what, DamageLocation::Entry { list: "events", index }))
    }

    /// Adds an entry to the table of this name.
    pub fn table_entry(&mut self, list: &'static str, numbers: &[Number]) -> Result<(), ReadError> {
        let trace = &mut self.file.trace;
        let (index, added) = match list {
            "sites" => (trace.sites().len(), add_site(numbers, trace)),
            "stacks" => (trace.stacks().len(), add_stack(numbers, trace)),
            _ => (trace.snapshots().len(), add_snapshot(numbers, trace)),
        };
        added.map_err(|what| ReadError::damaged(what, DamageLocation::Entry { list, index }))
    }

    fn event(&mut self, numbers: &[Number], wall: Option<Micros>) -> Result<(), String> {
        let trace = &self.file.trace;
        let mut row = RowReader::new(numbers, trace);
        let place = row.number()?;
        if place >= kinds_of_version(self.version) as Number {
            return Err(format!("there is no kind {place}"));
        }
        let dt = row.number()?;
        let thread = row.count()?;
        let back = row.number()?;
        let kind = row.kind(place, self.version)?;
        row.end()?;
        let t = Number::from(self.time.0) + dt;
        let t = u64::try_from(t).map(Micros).map_err(|_| "a time outside all time")?;
        let seq = Number::from(trace.len() as u32);
        let cause = match back {
            0 => None,
            back if back > 0 && back <= seq => Some(Seq((seq - back) as u32)),
            _ => return Err("a cause that is not before its effect".into()),
        };
        self.check_created(&kind)?;
        let (run, thread) = ((thread >> 16) as u16, (thread & 0xffff) as u16);
        let latest = at_least(&mut self.threads, thread.into());
        if t < *latest {
            return Err("time goes backwards on a thread".into());
        }
        *latest = t;
        self.time = t;
        self.file.trace.push(Event { t, thread, run, cause, wall, kind });
        Ok(())
    }

    /// Checks that tasks, resources, generators and connections are created before they are used.
    fn check_created(&mut self, kind: &EventKind) -> Result<(), String> {
        let task = |task: TaskId| {
            let known = self.tasks.contains(task.0);
            if known { Ok(()) } else { Err(format!("task {} is used before it is created", task.0)) }
        };
        let resource = |resource: ResourceId| {
            let known = self.resources.contains(resource.0);
            if known { Ok(()) } else { Err(format!("resource {} is used before it is created", resource.0)) }
        };
        let generator = |generator: GeneratorId| {
            let known = self.generators.contains(generator.0);
            if known { Ok(()) } else { Err(format!("generator {} is used before it is created", generator.0)) }
        };
        let connection = |connection: ConnectionId| {
            let known = self.connections.contains(connection.0);
            if known { Ok(()) } else { Err(format!("connection {} is used before it is created", connection.0)) }
        };
        match *kind {
            EventKind::TaskCreated { task: id, parent, .. } => {
                parent.map_or(Ok(()), task)?;
                let new = self.tasks.insert(id.0);
                if new { Ok(()) } else { Err(format!("task {} is created twice", id.0)) }
            }
            EventKind::ResourceCreated { resource: id, .. } => {
                self.resources.insert(id.0);
                Ok(())
            }
            EventKind::TaskRenamed { task: id, .. }
            | EventKind::StepBegan { task: id }
            | EventKind::StepEnded { task: id, .. } => task(id),
            EventKind::CancelRequested { task: id, .. } | EventKind::CancelDelivered { task: id } => task(id),
            EventKind::Uncancelled { task: id, .. } => task(id),
            EventKind::HandleScheduled { what, .. }
            | EventKind::CallbackAdded { what, .. }
            | EventKind::CallbackRemoved { what, .. } => match what {
                HandleKind::Step(id) | HandleKind::Wakeup(id) => task(id),
                HandleKind::Callback(_) | HandleKind::Timer(..) => Ok(()),
            },
            EventKind::ResourceChanged { resource: id, .. } => resource(id),
            EventKind::GeneratorCreated { generator: id, task: by, .. } => {
                by.map_or(Ok(()), task)?;
                let new = self.generators.insert(id.0);
                if new { Ok(()) } else { Err(format!("generator {} is created twice", id.0)) }
            }
            EventKind::GeneratorResumed { generator: id, .. } | EventKind::GeneratorEnded { generator: id, .. } => {
                generator(id)
            }
            EventKind::GeneratorYielded { generator: id, from, .. } => {
                generator(id)?;
                from.map_or(Ok(()), generator)
            }
            EventKind::ConnectionCreated { connection: id, .. } => {
                let new = self.connections.insert(id.0);
                if new { Ok(()) } else { Err(format!("connection {} is created twice", id.0)) }
            }
            EventKind::ConnectionChanged { connection: id, .. } | EventKind::ConnectionAccepted { connection: id } => {
                connection(id)
            }
            EventKind::BytesSent { connection: id, .. } | EventKind::BytesArrived { connection: id, .. } => {
                connection(id)
            }
            EventKind::MessageBegan { message, connection: id, .. } => {
                connection(id)?;
                let new = self.messages.insert(message.0);
                if new { Ok(()) } else { Err(format!("message {} begins twice", message.0)) }
            }
            EventKind::MessageEnded { message, .. } => {
                let known = self.messages.contains(message.0);
                if known { Ok(()) } else { Err(format!("message {} ends before it begins", message.0)) }
            }
            EventKind::ConnectionHeld { connection: id, by } => {
                connection(id)?;
                by.map_or(Ok(()), connection)
            }
            EventKind::DatagramSent { datagram, .. } => {
                let new = self.datagrams.insert(datagram.0);
                if new { Ok(()) } else { Err(format!("datagram {} is sent twice", datagram.0)) }
            }
            EventKind::DatagramEnded { datagram, .. } => {
                let known = self.datagrams.contains(datagram.0);
                if known { Ok(()) } else { Err(format!("datagram {} ends before it is sent", datagram.0)) }
            }
            EventKind::NameLookedUp { .. } | EventKind::Listening { .. } => Ok(()),
            EventKind::RunBegan { .. } | EventKind::RunEnded { .. } | EventKind::Turn { .. } => Ok(()),
            EventKind::TurnsRepeated { .. } => Ok(()),
            EventKind::HandleCancelled { .. } | EventKind::HandleBegan { .. } | EventKind::HandleEnded { .. } => Ok(()),
            EventKind::FutureCreated { .. } | EventKind::FutureSettled { .. } => Ok(()),
            EventKind::TimerSet { .. } | EventKind::TimerFired { .. } | EventKind::TimerCancelled { .. } => Ok(()),
            EventKind::ContextChanged { .. } | EventKind::Blocked { .. } | EventKind::Output { .. } => Ok(()),
            EventKind::Warning { .. } | EventKind::Note { .. } => Ok(()),
        }
    }

    fn wall(&mut self, numbers: &[Number]) -> Result<(), String> {
        let before = Number::from(self.wall.last().copied().unwrap_or_default().0);
        let wall = before + numbers.first().ok_or("a field is missing")?;
        self.wall.push(Micros(u64::try_from(wall).map_err(|_| "a time outside all time")?));
        if self.wall.len() > self.file.trace.len() { Err("more wall times than events".into()) } else { Ok(()) }
    }

    /// Checks a member that is read as one value.
    fn member(&mut self, part: FileMember, value: &serde_json::Value) -> Result<(), ReadError> {
        let damaged = |what: &str, at: &'static str| Err(ReadError::damaged(what, DamageLocation::Member(at)));
        match part {
            FileMember::Format if value.as_str() == Some(FORMAT) => Ok(()),
            FileMember::Format => Err(ReadError::NotATrace),
            FileMember::Version => match value.as_u64() {
                Some(version @ 1..=VERSION) => {
                    self.version = version;
                    Ok(())
                }
                Some(version) if version > VERSION => Err(ReadError::Newer { version }),
                Some(_) | None => damaged("there is no such version", "version"),
            },
            FileMember::Program => {
                let program = &mut self.file.program;
                program.id = value["id"].as_str().unwrap_or_default().to_string();
                program.source = value["source"].as_str().map(str::to_string);
                let files = value["files"].as_array().into_iter().flatten();
                program.files = files.filter_map(program_file).collect();
                let changes = value["changes"].as_array().into_iter().flatten();
                program.changes = changes.filter_map(|text| text.as_str().map(String::from)).collect();
                let args = value["args"].as_object().into_iter().flatten();
                program.args =
                    args.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_string()))).collect();
                Ok(())
            }
            FileMember::Clock => {
                let all = [ClockKind::Virtual, ClockKind::Real];
                let clock = all.into_iter().find(|clock| value.as_str() == Some(clock.word()));
                let Some(clock) = clock else { return damaged("there is no such clock", "clock") };
                self.file.clock = clock;
                Ok(())
            }
            FileMember::Schema if *value == schema(self.version) => Ok(()),
            FileMember::Schema => damaged(&format!("it is not that of version {}", self.version), "schema"),
            FileMember::Notes => match notes(value, self.file.trace.len()) {
                Some(notes) => {
                    self.file.notes = notes;
                    Ok(())
                }
                None => damaged("they are no notes at moments of the record", "notes"),
            },
            FileMember::End => {
                let whole = value["events"].as_u64() == Some(self.file.trace.len() as u64);
                if !whole {
                    return damaged("the number of events is another than its end says", "end");
                }
                if !self.wall.is_empty() && self.wall.len() != self.file.trace.len() {
                    return damaged("fewer wall times than events", "wall");
                }
                self.file.trace.set_walls(std::mem::take(&mut self.wall));
                Ok(())
            }
            FileMember::Start | FileMember::Strings | FileMember::Sites | FileMember::Stacks => Ok(()),
            FileMember::Snapshots | FileMember::Events | FileMember::Wall => Ok(()),
        }
    }

    fn list(&mut self, part: FileMember, index: usize, numbers: &[Number]) -> Result<(), ReadError> {
        if part == FileMember::Events && index >= self.limit {
            return Err(ReadError::TooLarge { limit: self.limit });
        }
        let checked = match part {
            FileMember::Sites => add_site(numbers, &mut self.file.trace),
            FileMember::Stacks => add_stack(numbers, &mut self.file.trace),
            FileMember::Snapshots => add_snapshot(numbers, &mut self.file.trace),
            FileMember::Events => self.event(numbers, None),
            FileMember::Wall => self.wall(numbers),
            FileMember::Start | FileMember::Format | FileMember::Version | FileMember::Program | FileMember::Clock => {
                Ok(())
            }
            FileMember::Schema | FileMember::Strings | FileMember::Notes | FileMember::End => Ok(()),
        };
        checked.map_err(|what| ReadError::damaged(what, DamageLocation::Entry { list: part.word(), index }))
    }

    /// Adds a text to the table.
    pub fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let index = self.file.trace.texts().len();
        if self.file.trace.intern(text).0 as usize == index {
            return Ok(());
        }
        Err(ReadError::damaged("a text stands twice", DamageLocation::Entry { list: "strings", index }))
    }
}

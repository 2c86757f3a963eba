//! Reads a record, event by event: a million of them are never held twice.
//!
//! Nothing is trusted. Every number is checked before it is used, and what is wrong is told with its place.

use std::collections::{HashMap, HashSet};

use serde::de::DeserializeSeed;

use super::json::Members;
use super::rows::{Number, Row, known, schema};
use super::tables::{add_site, add_snapshot, add_stack};
use super::{ClockKind, FORMAT, ReadError, TraceFile, VERSION};
use crate::clock::Micros;
use crate::trace::{Event, GeneratorId, Kind, ResourceId, Seq, TaskId, What};

/// How many events [`read`] accepts: twice the limit of a demo's record.
pub const MAX_EVENTS: usize = 2_000_000;
/// Ids count from zero and every one has an event, so larger ones are damage; readers may keep tables by id.
pub(super) const MAX_ID: usize = 8_000_000;

/// Reads a file of at most [`MAX_EVENTS`] events.
pub fn read(bytes: &[u8]) -> Result<TraceFile, ReadError> {
    read_up_to(bytes, MAX_EVENTS)
}

/// Reads a file of at most `limit` events.
pub fn read_up_to(bytes: &[u8], limit: usize) -> Result<TraceFile, ReadError> {
    let mut reader = Reader { limit, ..Reader::default() };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = Members(&mut reader).deserialize(&mut json).and_then(|()| json.end());
    if let Some(error) = reader.error {
        return Err(error);
    }
    if reader.part == Part::Start {
        return Err(ReadError::NotATrace);
    }
    if let Err(error) = read {
        let at = format!("line {}, column {}", error.line(), error.column());
        return Err(ReadError::damaged("it is not whole, or not JSON", at));
    }
    if reader.part != Part::End {
        return Err(ReadError::damaged("it has no end", "the end"));
    }
    Ok(reader.file)
}

/// How far the file has been read. Members stand in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
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
    End,
}

impl Part {
    pub fn of(member: &str) -> Option<Part> {
        Some(match member {
            "format" => Part::Format,
            "version" => Part::Version,
            "program" => Part::Program,
            "clock" => Part::Clock,
            "schema" => Part::Schema,
            "strings" => Part::Strings,
            "sites" => Part::Sites,
            "stacks" => Part::Stacks,
            "snapshots" => Part::Snapshots,
            "events" => Part::Events,
            "wall" => Part::Wall,
            "end" => Part::End,
            _ => return None,
        })
    }

    /// Whether `self` may follow on `before`: only `wall` can be left out.
    pub fn follows(self, before: Part) -> bool {
        self as u8 == before as u8 + 1 || (self == Part::End && before == Part::Events)
    }
}

#[derive(Default)]
pub(super) struct Reader {
    file: TraceFile,
    limit: usize,
    version: u64,
    pub part: Part,
    /// The first thing that was wrong; the JSON reader's own error then only stops it.
    error: Option<ReadError>,
    time: Micros,
    /// The latest moment on each thread.
    threads: HashMap<u16, Micros>,
    tasks: HashSet<TaskId>,
    resources: HashSet<ResourceId>,
    generators: HashSet<GeneratorId>,
    /// Wall times, until the events are complete with them.
    wall: Vec<Micros>,
}

impl Reader {
    fn event(&mut self, numbers: &[Number]) -> Result<(), String> {
        let trace = &self.file.trace;
        let mut row = Row::new(numbers, trace);
        let place = row.number()?;
        if place >= known(self.version) as Number {
            return Err(format!("there is no kind {place}"));
        }
        let dt = row.number()?;
        let thread = row.count()?;
        let back = row.number()?;
        let kind = row.kind(place)?;
        row.end()?;
        let t = Number::from(self.time.0) + dt;
        let t = u64::try_from(t).map(Micros).map_err(|_| "a time outside all time")?;
        let seq = Number::from(trace.len() as u32);
        let cause = match back {
            0 => None,
            back if back > 0 && back <= seq => Some(Seq((seq - back) as u32)),
            _ => return Err("a cause that is not before its effect".into()),
        };
        self.known(&kind)?;
        let (run, thread) = ((thread >> 16) as u16, (thread & 0xffff) as u16);
        let latest = self.threads.entry(thread).or_default();
        if t < *latest {
            return Err("time goes backwards on a thread".into());
        }
        *latest = t;
        self.time = t;
        self.file.trace.push(Event { t, thread, run, cause, wall: None, kind });
        Ok(())
    }

    /// Tasks, resources and generators are created before they are used.
    fn known(&mut self, kind: &Kind) -> Result<(), String> {
        let task = |task: TaskId| {
            let known = self.tasks.contains(&task);
            if known { Ok(()) } else { Err(format!("task {} is used before it is created", task.0)) }
        };
        let resource = |resource: ResourceId| {
            let known = self.resources.contains(&resource);
            if known { Ok(()) } else { Err(format!("resource {} is used before it is created", resource.0)) }
        };
        let generator = |generator: GeneratorId| {
            let known = self.generators.contains(&generator);
            if known { Ok(()) } else { Err(format!("generator {} is used before it is created", generator.0)) }
        };
        match *kind {
            Kind::TaskCreated { task: id, parent, .. } => {
                parent.map_or(Ok(()), task)?;
                let new = self.tasks.insert(id);
                if new { Ok(()) } else { Err(format!("task {} is created twice", id.0)) }
            }
            Kind::ResourceCreated { resource: id, .. } => {
                self.resources.insert(id);
                Ok(())
            }
            Kind::TaskRenamed { task: id, .. } | Kind::StepBegan { task: id } | Kind::StepEnded { task: id, .. } => {
                task(id)
            }
            Kind::CancelRequested { task: id, .. } | Kind::CancelDelivered { task: id } => task(id),
            Kind::Uncancelled { task: id, .. } => task(id),
            Kind::HandleScheduled { what, .. }
            | Kind::CallbackAdded { what, .. }
            | Kind::CallbackRemoved { what, .. } => match what {
                What::Step(id) | What::Wakeup(id) => task(id),
                What::Callback(_) | What::Timer(..) => Ok(()),
            },
            Kind::ResourceChanged { resource: id, .. } => resource(id),
            Kind::GeneratorCreated { generator: id, task: by, .. } => {
                by.map_or(Ok(()), task)?;
                let new = self.generators.insert(id);
                if new { Ok(()) } else { Err(format!("generator {} is created twice", id.0)) }
            }
            Kind::GeneratorResumed { generator: id, .. } | Kind::GeneratorEnded { generator: id, .. } => generator(id),
            Kind::GeneratorYielded { generator: id, from, .. } => {
                generator(id)?;
                from.map_or(Ok(()), generator)
            }
            Kind::RunBegan { .. } | Kind::RunEnded { .. } | Kind::Turn { .. } => Ok(()),
            Kind::HandleCancelled { .. } | Kind::HandleBegan { .. } | Kind::HandleEnded { .. } => Ok(()),
            Kind::FutureCreated { .. } | Kind::FutureSettled { .. } => Ok(()),
            Kind::TimerSet { .. } | Kind::TimerFired { .. } | Kind::TimerCancelled { .. } => Ok(()),
            Kind::ContextChanged { .. } | Kind::Blocked { .. } | Kind::Output { .. } => Ok(()),
            Kind::Warning { .. } | Kind::Note { .. } => Ok(()),
        }
    }

    fn wall(&mut self, numbers: &[Number]) -> Result<(), String> {
        let before = Number::from(self.wall.last().copied().unwrap_or_default().0);
        let wall = before + numbers.first().ok_or("a field is missing")?;
        self.wall.push(Micros(u64::try_from(wall).map_err(|_| "a time outside all time")?));
        if self.wall.len() > self.file.trace.len() { Err("more wall times than events".into()) } else { Ok(()) }
    }

    /// Checks what a member says that is read whole.
    pub fn member(&mut self, part: Part, value: &serde_json::Value) -> Result<(), ReadError> {
        let damaged = |what: &str, at: &str| Err(ReadError::damaged(what, at));
        match part {
            Part::Format if value.as_str() == Some(FORMAT) => Ok(()),
            Part::Format => Err(ReadError::NotATrace),
            Part::Version => match value.as_u64() {
                Some(version @ 1..=VERSION) => {
                    self.version = version;
                    Ok(())
                }
                Some(version) if version > VERSION => Err(ReadError::Newer { version }),
                Some(_) | None => damaged("there is no such version", "version"),
            },
            Part::Program => {
                let program = &mut self.file.program;
                program.id = value["id"].as_str().unwrap_or_default().to_string();
                program.source = value["source"].as_str().map(str::to_string);
                let args = value["args"].as_object().into_iter().flatten();
                program.args =
                    args.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_string()))).collect();
                Ok(())
            }
            Part::Clock => {
                let all = [ClockKind::Virtual, ClockKind::Real];
                let clock = all.into_iter().find(|clock| value.as_str() == Some(clock.word()));
                let Some(clock) = clock else { return damaged("there is no such clock", "clock") };
                self.file.clock = clock;
                Ok(())
            }
            Part::Schema if *value == schema(self.version) => Ok(()),
            Part::Schema => damaged(&format!("it is not that of version {}", self.version), "schema"),
            Part::End => {
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
            Part::Start | Part::Strings | Part::Sites | Part::Stacks => Ok(()),
            Part::Snapshots | Part::Events | Part::Wall => Ok(()),
        }
    }

    pub fn list(&mut self, part: Part, index: usize, numbers: &[Number]) -> Result<(), ReadError> {
        if part == Part::Events && index >= self.limit {
            return Err(ReadError::TooLarge { limit: self.limit });
        }
        let (checked, name) = match part {
            Part::Sites => (add_site(numbers, &mut self.file.trace), "site"),
            Part::Stacks => (add_stack(numbers, &mut self.file.trace), "stack"),
            Part::Snapshots => (add_snapshot(numbers, &mut self.file.trace), "snapshot"),
            Part::Events => (self.event(numbers), "event"),
            Part::Wall => (self.wall(numbers), "wall time"),
            Part::Start | Part::Format | Part::Version | Part::Program | Part::Clock => (Ok(()), "member"),
            Part::Schema | Part::Strings | Part::End => (Ok(()), "member"),
        };
        checked.map_err(|what| ReadError::damaged(what, format!("{name} {index}")))
    }

    pub fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let place = self.file.trace.texts().len();
        if self.file.trace.intern(text).0 as usize == place {
            return Ok(());
        }
        Err(ReadError::damaged("a text stands twice", format!("string {place}")))
    }

    /// Keeps the first error; what is returned only stops the JSON reader.
    pub fn stop<E: serde::de::Error>(&mut self, result: Result<(), ReadError>) -> Result<(), E> {
        result.map_err(|error| {
            let text = error.to_string();
            self.error.get_or_insert(error);
            E::custom(text)
        })
    }
}

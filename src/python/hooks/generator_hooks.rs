//! Generators of the program's own file: when they are made, resumed, and how they leave whoever resumed them.
//!
//! `sys.monitoring` tells of the code that runs: a generator begins, goes on, yields, returns, is left by an error. It
//! does not tell who makes a generator, what is sent, and what becomes of one that is thrown away: for that, calls of
//! functions and the methods of generators are wrapped. A program without generators has none of this.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rustpython_vm::builtins::{PyCode, PyFunction, PyGenerator, PyType};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::hooks::future_hooks::wrap;
use crate::python::hooks::loopline_module::Module;
use crate::python::recorder::{Address, Book};
use crate::python::session::{Desk, desk};
use crate::python::values::attribute_reading::address;
use crate::python::values::program_places::{self as locate, Place};
use crate::python::values::value_text as shown;
use crate::trace::{Frame, GeneratorEnd, GeneratorId, Kind, Limit, Resumption, Seq, Stack, Text, WarningCode};

#[derive(Clone, Copy)]
enum Pause {
    Created,
    Running(Run),
    /// At a `yield`, or at a `yield from` whose inner generator is this.
    Resting(Option<GeneratorId>),
}

/// How a generator goes on, and what is put back when it leaves.
#[derive(Clone, Copy)]
struct Run {
    resumed: Option<Seq>,
    how: Resumption,
    /// The inner generator of the `yield from` at which it rested.
    from: Option<GeneratorId>,
    cause: Option<Seq>,
    thread: u16,
}

#[derive(Clone, Copy)]
struct Known {
    id: GeneratorId,
    pause: Pause,
}

/// What is known of the generators of a program, each by where its frame lies.
#[derive(Default)]
pub(in crate::python) struct Generators {
    /// The code of the program's generators.
    codes: HashSet<Address>,
    known: HashMap<Address, Known>,
    next: u32,
    /// Those that run, each inside the one before it.
    running: Vec<Address>,
    /// What is being sent, and into which.
    sent: Option<(Address, Text)>,
    /// The generator that has just yielded, and what: since then none has done anything.
    yielded: Option<(GeneratorId, Address)>,
    /// How the last that was left by an error ended.
    failed: Option<GeneratorEnd>,
    /// How many resumptions are recorded.
    resumptions: u32,
    /// By which number `sys.monitoring` knows us.
    tool: u32,
}

impl Generators {
    fn pause(&self, frame: Address) -> Option<Pause> {
        self.known.get(&frame).map(|known| known.pause)
    }

    fn runs(&self, frame: Address) -> bool {
        matches!(self.pause(frame), Some(Pause::Running(_)))
    }

    /// Whether no more resumptions are recorded: what only computes, with a generator inside, would fill the record with it.
    fn is_full(&self) -> bool {
        self.resumptions >= Limit::RESUMPTIONS
    }

    /// Whether nothing more is recorded.
    fn is_over(&self) -> bool {
        self.is_full() && self.running.is_empty()
    }

    fn created(&mut self, book: &mut Book, frame: Address, name: &str, (file, line): (&str, u32)) {
        if self.is_full() {
            return;
        }
        let generator = GeneratorId(self.next);
        self.next += 1;
        self.yielded = None;
        self.known.insert(frame, Known { id: generator, pause: Pause::Created });
        let (name, site) = (book.intern(name), book.site(file, line));
        let task = book.step.map(|(task, _)| task);
        book.note(Kind::GeneratorCreated { generator, name, task, site });
    }

    /// It goes on. One that runs already does so within what has made it go on.
    fn resumed(&mut self, book: &mut Book, frame: Address, how: Resumption) {
        let Some(&Known { id, pause }) = self.known.get(&frame) else { return };
        let from = match pause {
            Pause::Running(_) => return,
            Pause::Created => None,
            Pause::Resting(from) => from,
        };
        let outer = match self.running.last().and_then(|outer| self.pause(*outer)) {
            Some(Pause::Running(run)) => Some(run),
            _ => None,
        };
        let how = match (how, self.sent.take_if(|(into, _)| *into == frame), outer) {
            (Resumption::Next, Some((_, value)), _) => Resumption::Sent(value),
            // What is sent into a `yield from` goes to its inner generator.
            (Resumption::Next, None, Some(Run { how: sent @ Resumption::Sent(_), from: Some(inner), .. }))
                if inner == id =>
            {
                sent
            }
            _ => how,
        };
        self.yielded = None;
        let before = book.recorder.cause;
        // A loop that was run inside a generator leaves no cause behind.
        let cause = before.or(outer.and_then(|outer| outer.resumed));
        let resumed = book.note_for(cause, Kind::GeneratorResumed { generator: id, how });
        book.recorder.cause = resumed;
        let run = Run { resumed, how, from, cause: before, thread: book.recorder.thread };
        self.running.push(frame);
        self.known.insert(frame, Known { id, pause: Pause::Running(run) });
        self.resumptions += 1;
        if self.is_full() {
            // Those that run are told of until they leave.
            self.known.retain(|_, known| matches!(known.pause, Pause::Running(_)));
            let text = book.intern(Limit::Resumptions.text());
            book.note(Kind::Warning { code: WarningCode::Limit, text, site: None });
        }
    }

    /// The innermost that runs leaves whoever has resumed it.
    fn leaves(
        &mut self,
        book: &mut Book,
        frame: Address,
        pause: Option<Pause>,
        kind: impl FnOnce(GeneratorId) -> Kind,
    ) {
        let Some(&Known { id, pause: Pause::Running(run) }) = self.known.get(&frame) else { return };
        self.running.pop();
        match pause.filter(|_| !self.is_full()) {
            Some(pause) => self.known.insert(frame, Known { id, pause }),
            None => self.known.remove(&frame),
        };
        let thread = std::mem::replace(&mut book.recorder.thread, run.thread);
        book.note_for(run.resumed, kind(id));
        book.recorder.thread = thread;
        book.recorder.cause = run.cause;
    }

    /// Brings the books to where this one is the innermost that runs.
    fn innermost(&mut self, book: &mut Book, frame: Address) {
        // Where an error was thrown into a coroutine, nothing has told that it goes on.
        self.resumed(book, frame, Resumption::Next);
        while let Some(inner) = self.running.last().copied().filter(|inner| *inner != frame) {
            // Nor that an error has left it, on its way out from an inner one.
            let outcome = self.failed.unwrap_or(GeneratorEnd::Closed);
            self.leaves(book, inner, None, |generator| Kind::GeneratorEnded { generator, outcome });
        }
    }

    fn yields(&mut self, book: &mut Book, frame: Address, (value, text): (Address, Text), from: bool, stack: Stack) {
        self.innermost(book, frame);
        // It is the value of the inner generator, which has just yielded it.
        let from = self.yielded.filter(|(_, yielded)| from && *yielded == value).map(|(inner, _)| inner);
        let Some(&Known { id: generator, .. }) = self.known.get(&frame) else { return };
        self.yielded = Some((generator, value));
        let kind = |generator| Kind::GeneratorYielded { generator, value: text, from, stack };
        self.leaves(book, frame, Some(Pause::Resting(from)), kind);
    }

    fn ends(&mut self, book: &mut Book, frame: Address, outcome: GeneratorEnd) {
        self.innermost(book, frame);
        self.yielded = None;
        self.failed = Some(outcome);
        self.leaves(book, frame, None, |generator| Kind::GeneratorEnded { generator, outcome });
    }

    /// One that rests or has not begun is thrown away, and none of its code runs.
    fn thrown_away(&mut self, book: &mut Book, frame: Address) {
        if let Some(Known { id: generator, .. }) = self.known.remove(&frame) {
            self.yielded = None;
            book.note(Kind::GeneratorEnded { generator, outcome: GeneratorEnd::Closed });
        }
    }
}

type Vectorcall = fn(&PyObject, Vec<PyObjectRef>, usize, Option<&[PyObjectRef]>, &VirtualMachine) -> PyResult;
type Delete = fn(&PyObject, &VirtualMachine) -> PyResult<()>;

thread_local! {
    /// How functions were called and generators deleted before that was wrapped. The classes outlive an interpreter.
    static BEFORE: Cell<Option<(Vectorcall, Delete)>> = const { Cell::new(None) };
}

/// Adds what `_loopline_boot` needs to watch a program's generators.
pub(in crate::python) fn add(module: &Module, desk: &Rc<Desk>) -> PyResult<()> {
    let on = desk.clone();
    module.add("watch_generators", move |codes: PyObjectRef, tool: u32, vm: &VirtualMachine| -> PyResult<()> {
        let codes: Vec<PyObjectRef> = vm.extract_elements_with(&codes, Ok)?;
        on.generators.borrow_mut().tool = tool;
        on.generators.borrow_mut().codes.extend(codes.iter().map(|code| address(code)));
        patch(vm)
    })?;
    for name in ["generator_started", "generator_resumed"] {
        let on = desk.clone();
        module.add(name, move |code: PyObjectRef, _at: u32, vm: &VirtualMachine| {
            let Some(frame) = running(&on, vm) else { return };
            if on.generators.borrow().pause(frame).is_none() {
                // It was made where nobody watched.
                let name = code.downcast_ref::<PyCode>().map_or("", |code| code.code.qualname.as_str());
                created(&on, frame, name, vm);
            }
            on.generators.borrow_mut().resumed(&mut on.book.borrow_mut(), frame, Resumption::Next);
        })?;
    }
    let on = desk.clone();
    module.add("generator_yielded", move |code: PyObjectRef, at: usize, value: PyObjectRef, vm: &VirtualMachine| {
        let Some(frame) = running(&on, vm) else { return };
        // The argument of the instruction, of which each takes two bytes.
        let code = code.downcast_ref::<PyCode>();
        let from = code.is_some_and(|code| u8::from(code.code.instructions.read_arg(at / 2)) > 0);
        let stack = stack(&on, locate::here(vm));
        yields(&on, frame, &value, from, stack, vm);
    })?;
    let on = desk.clone();
    module.add(
        "generator_returned",
        move |_code: PyObjectRef, _at: u32, value: PyObjectRef, vm: &VirtualMachine| {
            let Some(frame) = running(&on, vm) else { return };
            let text = on.book.borrow().intern(&shown::value(&value, vm));
            ends(&on, frame, GeneratorEnd::Returned(text));
        },
    )?;
    // These two are told of every function.
    let on = desk.clone();
    module.add("function_left", move |code: PyObjectRef, _at: u32, error: PyObjectRef, vm: &VirtualMachine| {
        let Some(frame) = is_watched(&on, &code).then(|| running(&on, vm)).flatten() else { return };
        ends(&on, frame, left_by(&on, &error, vm));
    })?;
    let on = desk.clone();
    module.add("error_thrown", move |code: PyObjectRef, _at: u32, error: PyObjectRef, vm: &VirtualMachine| {
        let Some(frame) = is_watched(&on, &code).then(|| running(&on, vm)).flatten() else { return };
        let how = thrown(&on, &error, vm);
        on.generators.borrow_mut().resumed(&mut on.book.borrow_mut(), frame, how);
    })
}

/// Whether this is code of the program's generators, and a record is kept.
fn is_watched(desk: &Desk, code: &PyObject) -> bool {
    desk.generators.borrow().codes.contains(&address(code))
}

/// The frame of the generator that runs, if anything is still recorded of generators.
fn running(desk: &Desk, vm: &VirtualMachine) -> Option<Address> {
    if !desk.book.borrow().is_on() {
        return None;
    }
    if desk.generators.borrow().is_over() {
        // Being told costs more than a short generator does.
        // If the program has taken the function away, that is what it gets.
        let _ = unwatch(desk, vm);
        return None;
    }
    vm.current_frame().map(|frame| address(frame.as_object()))
}

/// Ends what `_loopline_boot.watch_generators` began.
fn unwatch(desk: &Desk, vm: &VirtualMachine) -> PyResult {
    let tool = desk.generators.borrow().tool;
    vm.sys_module.get_attr("monitoring", vm)?.get_attr("clear_tool_id", vm)?.call((tool,), vm)
}

/// A chain of generators, each inside the one before it: that in which this one's `yield from` rests, and so on.
fn chain(desk: &Desk, generator: &Py<PyGenerator>) -> Vec<PyObjectRef> {
    let mut chain = vec![generator.as_object().to_owned()];
    while let Some(generator) = chain.last().and_then(|last| last.downcast_ref::<PyGenerator>())
        && let Some(inner) = generator.as_coro().frame_opt().and_then(|frame| frame.yield_from_target())
        && known(desk, &inner).is_some()
    {
        chain.push(inner);
    }
    chain
}

/// Where the frame of a generator lies that is known.
fn known(desk: &Desk, generator: &PyObject) -> Option<Address> {
    let frame = frame_of(generator)?;
    desk.generators.borrow().known.contains_key(&frame).then_some(frame)
}

fn frame_of(generator: &PyObject) -> Option<Address> {
    let generator = generator.downcast_ref::<PyGenerator>()?;
    generator.as_coro().frame_opt().map(|frame| address(frame.as_object()))
}

fn created(desk: &Desk, frame: Address, name: &str, vm: &VirtualMachine) {
    let name = name.rsplit_once("<locals>.").map_or(name, |(_, last)| last);
    let place = locate::here(vm);
    let file = desk.file.borrow();
    let place = place.as_ref().map_or((file.as_str(), 1), |place| (place.file.as_str(), place.line));
    desk.generators.borrow_mut().created(&mut desk.book.borrow_mut(), frame, name, place);
}

fn yields(desk: &Desk, frame: Address, value: &PyObject, from: bool, stack: Stack, vm: &VirtualMachine) {
    let text = desk.book.borrow().intern(&shown::value(value, vm));
    let (mut generators, mut book) = (desk.generators.borrow_mut(), desk.book.borrow_mut());
    generators.yields(&mut book, frame, (address(value), text), from, stack);
}

fn ends(desk: &Desk, frame: Address, outcome: GeneratorEnd) {
    desk.generators.borrow_mut().ends(&mut desk.book.borrow_mut(), frame, outcome);
}

/// A stack of the one place at which a generator rests.
fn stack(desk: &Desk, place: Option<Place>) -> Stack {
    let book = desk.book.borrow();
    let mut trace = book.recorder.trace().borrow_mut();
    let frames = place.map(|place| Frame {
        function: trace.intern(&place.function),
        site: trace.intern_site(&place.file, place.line),
    });
    trace.intern_stack(frames.as_slice())
}

fn thrown(desk: &Desk, error: &PyObject, vm: &VirtualMachine) -> Resumption {
    let exit = vm.ctx.exceptions.generator_exit;
    let class = error.downcast_ref::<PyType>();
    if class.is_some_and(|class| class.fast_issubclass(exit)) || error.fast_isinstance(exit) {
        return Resumption::Closed;
    }
    let text = class.map_or_else(|| shown::error(error, vm), |class| class.name().to_string());
    Resumption::Thrown(desk.book.borrow().intern(&text))
}

fn left_by(desk: &Desk, error: &PyObject, vm: &VirtualMachine) -> GeneratorEnd {
    if error.fast_isinstance(vm.ctx.exceptions.generator_exit) {
        return GeneratorEnd::Closed;
    }
    let text = if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) {
        // PEP 479
        "RuntimeError: generator raised StopIteration".into()
    } else {
        shown::error(error, vm)
    };
    GeneratorEnd::Raised(desk.book.borrow().intern(&text))
}

/// Wraps what makes a generator and what becomes of it.
fn patch(vm: &VirtualMachine) -> PyResult<()> {
    if BEFORE.get().is_some() {
        return Ok(());
    }
    let (function, generator) = (vm.ctx.types.function_type, vm.ctx.types.generator_type);
    let (Some(call), Some(delete)) = (function.slots.vectorcall.load(), generator.slots.del.load()) else {
        return Err(vm.new_type_error("functions are not called as they were"));
    };
    BEFORE.set(Some((call, delete)));
    function.slots.vectorcall.store(Some(called));
    generator.slots.del.store(Some(deleted));
    wrap(generator, "send", send, vm)?;
    wrap(generator, "throw", throw, vm)?;
    wrap(generator, "close", |desk, zelf, _, call, vm| closing(desk, zelf, call, vm), vm)
}

/// A function is called: what it gives may be a generator.
fn called(
    function: &PyObject,
    args: Vec<PyObjectRef>,
    count: usize,
    names: Option<&[PyObjectRef]>,
    vm: &VirtualMachine,
) -> PyResult {
    let Some((call, _)) = BEFORE.get() else { return Ok(vm.ctx.none()) };
    let made = call(function, args, count, names, vm)?;
    let (Some(generator), Some(desk)) = (made.downcast_ref::<PyGenerator>(), desk()) else { return Ok(made) };
    if desk.generators.borrow().is_full() {
        return Ok(made);
    }
    let coroutine = generator.as_coro();
    let code = coroutine.code();
    // A function may return a generator that another has made.
    if is_watched(&desk, code.as_object())
        && coroutine.frame_opt().is_some_and(|frame| frame.lasti() == 0)
        && let Some(frame) = frame_of(&made).filter(|_| !coroutine.closed())
        && let Some(function) = function.downcast_ref::<PyFunction>()
        && function.as_object().get_attr("__code__", vm)?.is(code.as_object())
    {
        if function.func_version() != 0 {
            // The interpreter would make the next without asking.
            function.as_object().set_attr("__code__", code.clone(), vm)?;
        }
        desk.generators.borrow_mut().known.remove(&frame);
        if desk.book.borrow().is_on() {
            created(&desk, frame, &coroutine.qualname().as_wtf8().to_string_lossy(), vm);
        }
    }
    Ok(made)
}

fn send(desk: &Desk, zelf: &PyObject, args: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    if let Some(value) = args.args.first().filter(|value| !vm.is_none(value))
        && let Some(frame) = known(desk, zelf)
    {
        let value = desk.book.borrow().intern(&shown::value(value, vm));
        desk.generators.borrow_mut().sent = Some((frame, value));
    }
    let brought = call();
    // One that has not begun, or runs, takes nothing.
    desk.generators.borrow_mut().sent = None;
    brought
}

fn throw(desk: &Desk, zelf: &PyObject, args: &FuncArgs, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let base = vm.ctx.exceptions.base_exception_type;
    match &args.args[..] {
        [error]
            if error.fast_isinstance(base)
                || error.downcast_ref::<PyType>().is_some_and(|class| class.fast_issubclass(base)) =>
        {
            let how = thrown(desk, error, vm);
            thrown_into(desk, zelf, how, call, vm)
        }
        _ => call(),
    }
}

/// `close`, or what comes to the same: nobody keeps it any more.
fn closing(desk: &Desk, zelf: &PyObject, call: &dyn Fn() -> PyResult, vm: &VirtualMachine) -> PyResult {
    let Some(frame) = known(desk, zelf) else { return call() };
    let pause = desk.generators.borrow().pause(frame);
    if let Some(Pause::Created) = pause {
        desk.generators.borrow_mut().thrown_away(&mut desk.book.borrow_mut(), frame);
        return call();
    }
    thrown_into(desk, zelf, Resumption::Closed, call, vm)
}

fn deleted(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let Some((_, delete)) = BEFORE.get() else { return Ok(()) };
    match desk() {
        Some(desk) if desk.book.borrow().is_on() => {
            closing(&desk, zelf, &|| delete(zelf, vm).map(|()| vm.ctx.none()), vm).map(drop)
        }
        _ => delete(zelf, vm),
    }
}

/// An error goes to the innermost of a chain of generators first, and nothing tells that those around it go on.
fn thrown_into(
    desk: &Desk,
    zelf: &PyObject,
    how: Resumption,
    call: &dyn Fn() -> PyResult,
    vm: &VirtualMachine,
) -> PyResult {
    let Some(generator) = zelf.downcast_ref::<PyGenerator>().filter(|generator| !generator.as_coro().running()) else {
        return call();
    };
    let chain = chain(desk, generator);
    let frames: Vec<Address> = chain.iter().filter_map(|generator| known(desk, generator)).collect();
    for frame in &frames {
        desk.generators.borrow_mut().resumed(&mut desk.book.borrow_mut(), *frame, how);
    }
    let brought = call();
    for (generator, frame) in chain.iter().zip(&frames).rev() {
        if !desk.generators.borrow().runs(*frame) {
            continue;
        }
        match &brought {
            Ok(value) if !is_closed(generator) => {
                let stack =
                    stack(desk, locate::chain(generator.clone(), vm).pop().and_then(|frame| locate::place(&frame)));
                yields(desk, *frame, value, true, stack, vm);
            }
            Ok(_) => ends(desk, *frame, GeneratorEnd::Closed),
            Err(error) => ends(desk, *frame, left_by(desk, error.as_object(), vm)),
        }
    }
    brought
}

fn is_closed(generator: &PyObject) -> bool {
    generator.downcast_ref::<PyGenerator>().is_none_or(|generator| generator.as_coro().closed())
}

//! Handles and timers of a loop, made and run a turn at a time without interpreted code.
//!
//! The steps of all tasks come this way. A method that a program has put in the place of one of a handle's is still called:
//! each class is used natively only while it has the methods with which it was imported.

use std::cell::RefCell;
use std::rc::Rc;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyInt, PyTypeRef};
use rustpython_vm::function::{FuncArgs, KwArgs};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::step_hooks;
use crate::clock::Micros;
use crate::python::library::natives::class_slots::{ClassMethod, ClassSlot};
use crate::python::library::natives::native_module::{NativeModule, method};
use crate::python::library::natives::timer_heap::{Deadline, TimerHeap};
use crate::python::recorder::HIDDEN;
use crate::python::session::Session;
use crate::python::values::attribute_reading::{elements, interned};
use crate::trace::Seq;

/// The longest time for which a turn is put off so that timers which are due one soon after the other share it. An interpreter
/// that takes ten times as long as CPython's between two calls has them as many times as far apart.
const MOST_SHARED: Micros = Micros(10_000);

/// The one method that may be called from any thread.
const THREADSAFE: &str = "call_soon_threadsafe";

/// A class of handles, with the parts of it that are used natively.
struct HandleClass {
    class: PyTypeRef,
    init: ClassMethod,
    run: ClassMethod,
    number: ClassSlot,
}

impl HandleClass {
    fn new(class: PyTypeRef, vm: &VirtualMachine) -> PyResult<HandleClass> {
        let [init, run] = ["__init__", "_run"].map(|name| ClassMethod::of(&class, name, vm));
        Ok(HandleClass { init, run, number: ClassSlot::of(&class, "_number", vm)?, class })
    }

    /// Tells if an object is of this class and is run by the class's own method.
    fn runs(&self, object: &PyObject) -> bool {
        object.class().is(&self.class) && self.run.is_unchanged(&self.class)
    }
}

/// A call that is scheduled on a loop; `context` may be Python's `None`.
struct ScheduledCall {
    event_loop: PyObjectRef,
    callback: PyObjectRef,
    args: PyObjectRef,
    context: PyObjectRef,
}

impl ScheduledCall {
    /// Checks the arguments of a method that schedules, as the loop does; returns the call, and whether the loop is in debug
    /// mode.
    fn checked(
        method: &str,
        event_loop: Option<PyObjectRef>,
        callback: Option<PyObjectRef>,
        mut args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<(ScheduledCall, bool)> {
        let (event_loop, callback) = event_loop.zip(callback).ok_or_else(|| {
            vm.new_type_error(format!("BaseEventLoop.{method}() missing 1 required positional argument: 'callback'"))
        })?;
        let context = args.take_keyword("context").unwrap_or_else(|| vm.ctx.none());
        if let Some((name, _)) = args.remaining_keywords().next() {
            return Err(
                vm.new_type_error(format!("BaseEventLoop.{method}() got an unexpected keyword argument '{name}'"))
            );
        }
        if event_loop.get_attr(interned!("_closed", vm), vm)?.try_to_bool(vm)? {
            vm.call_method(&event_loop, "_check_closed", ())?;
        }
        let debug = event_loop.get_attr(interned!("_debug", vm), vm)?.try_to_bool(vm)?;
        if debug {
            if method != THREADSAFE {
                vm.call_method(&event_loop, "_check_thread", ())?;
            }
            // CPython's `call_later` calls `call_at`, which the error then names.
            let checked_by = if method == "call_later" { "call_at" } else { method };
            vm.call_method(&event_loop, "_check_callback", (callback.clone(), vm.ctx.new_str(checked_by)))?;
        }
        let args = vm.ctx.new_tuple(args.args).into();
        Ok((ScheduledCall { event_loop, callback, args, context }, debug))
    }
}

/// The classes of our loop's handles, with the slots in which handles and timers keep their parts.
struct HandleClasses {
    handle: HandleClass,
    timer: HandleClass,
    callback: ClassSlot,
    args: ClassSlot,
    event_loop: ClassSlot,
    context: ClassSlot,
    cancelled: ClassSlot,
    source_traceback: ClassSlot,
    repr: ClassSlot,
    when: ClassSlot,
    scheduled: ClassSlot,
    timer_number: ClassSlot,
    heap: TimerHeap,
    copy_context: PyObjectRef,
    /// The function that reports a callback's error.
    report: PyObjectRef,
}

impl HandleClasses {
    fn new(
        class: PyTypeRef,
        timer: PyTypeRef,
        copy_context: PyObjectRef,
        report: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<HandleClasses> {
        Ok(HandleClasses {
            callback: ClassSlot::of(&class, "_callback", vm)?,
            args: ClassSlot::of(&class, "_args", vm)?,
            event_loop: ClassSlot::of(&class, "_loop", vm)?,
            context: ClassSlot::of(&class, "_context", vm)?,
            cancelled: ClassSlot::of(&class, "_cancelled", vm)?,
            source_traceback: ClassSlot::of(&class, "_source_traceback", vm)?,
            repr: ClassSlot::of(&class, "_repr", vm)?,
            when: ClassSlot::of(&timer, "_when", vm)?,
            scheduled: ClassSlot::of(&timer, "_scheduled", vm)?,
            timer_number: ClassSlot::of(&timer, "_timer", vm)?,
            heap: TimerHeap::new(vm)?,
            handle: HandleClass::new(class, vm)?,
            timer: HandleClass::new(timer, vm)?,
            copy_context,
            report,
        })
    }

    /// Makes a handle or timer with the parts that every handle has; `None` if the class has to make it itself, in debug mode
    /// or because a program has changed it.
    fn made(
        &self,
        class: &HandleClass,
        call: &ScheduledCall,
        debug: bool,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        let new = vm.ctx.types.object_type.slots.new.load();
        let Some(new) = new.filter(|_| !debug && class.init.is_unchanged(&class.class)) else { return Ok(None) };
        let handle = new(class.class.clone(), FuncArgs::default(), vm)?;
        let context = if vm.is_none(&call.context) { self.copy_context.call((), vm)? } else { call.context.clone() };
        let none = vm.ctx.none();
        self.context.set(&handle, context, vm)?;
        self.event_loop.set(&handle, call.event_loop.clone(), vm)?;
        self.callback.set(&handle, call.callback.clone(), vm)?;
        self.args.set(&handle, call.args.clone(), vm)?;
        self.cancelled.set(&handle, vm.ctx.false_value.clone().into(), vm)?;
        self.repr.set(&handle, none.clone(), vm)?;
        self.source_traceback.set(&handle, none, vm)?;
        Ok(Some(handle))
    }

    /// Makes a handle that is recorded under this number.
    fn handle(&self, call: ScheduledCall, debug: bool, number: u32, vm: &VirtualMachine) -> PyResult {
        let handle = match self.made(&self.handle, &call, debug, vm)? {
            Some(handle) => handle,
            None => {
                let ScheduledCall { event_loop, callback, args, context } = call;
                self.handle.class.as_object().call((callback, args, event_loop, context), vm)?
            }
        };
        self.handle.number.set(&handle, vm.ctx.new_int(number).into(), vm)?;
        Ok(handle)
    }

    /// Makes a timer that is recorded under this number; the number of its handle is set when it fires.
    fn timer(&self, due: Deadline, call: ScheduledCall, debug: bool, number: u32, vm: &VirtualMachine) -> PyResult {
        let when: PyObjectRef = vm.ctx.new_float(due.seconds()).into();
        let timer = match self.made(&self.timer, &call, debug, vm)? {
            Some(timer) => {
                self.when.set(&timer, when, vm)?;
                timer
            }
            None => {
                let ScheduledCall { event_loop, callback, args, context } = call;
                self.timer.class.as_object().call((when, callback, args, event_loop, context), vm)?
            }
        };
        self.scheduled.set(&timer, vm.ctx.true_value.clone().into(), vm)?;
        self.timer.number.set(&timer, vm.ctx.none(), vm)?;
        self.timer_number.set(&timer, vm.ctx.new_int(number).into(), vm)?;
        Ok(timer)
    }

    /// `call_soon(callback, *args, context=None)` of our loop.
    fn call_soon(&self, session: &Session, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.call_soon_by("call_soon", session, args, vm)
    }

    /// `call_soon_threadsafe(callback, *args, context=None)` of our loop, which does not wake the loop yet.
    fn call_soon_threadsafe(&self, session: &Session, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.call_soon_by(THREADSAFE, session, args, vm)
    }

    fn call_soon_by(&self, method: &str, session: &Session, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [event_loop, callback] = ["self", "callback"].map(|name| args.take_positional_keyword(name));
        let (call, debug) = ScheduledCall::checked(method, event_loop, callback, args, vm)?;
        let ready = call.event_loop.get_attr(interned!("_ready", vm), vm)?;
        let number = step_hooks::handle_scheduled(session, &call.event_loop, &call.callback, &call.args, vm)?;
        let handle = self.handle(call, debug, number, vm)?;
        vm.call_method(&ready, "append", (handle.clone(),))?;
        Ok(handle)
    }

    /// Puts a handle into the queue whose file is ready: the same one each time, so that it can be cancelled there. `cause` is
    /// the event by which the file has become ready.
    fn file_is_ready(
        &self,
        session: &Session,
        event_loop: &PyObject,
        handle: PyObjectRef,
        cause: Option<Seq>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        if self.handle.runs(&handle) {
            let (callback, args) = (self.callback.get(&handle, vm)?, self.args.get(&handle, vm)?);
            let before = std::mem::replace(&mut session.recorder.borrow_mut().events.cause, cause);
            let number = step_hooks::handle_scheduled(session, event_loop, &callback, &args, vm);
            session.recorder.borrow_mut().events.cause = before;
            self.handle.number.set(&handle, vm.ctx.new_int(number?).into(), vm)?;
        }
        let ready = event_loop.get_attr(interned!("_ready", vm), vm)?;
        vm.call_method(&ready, "append", (handle,)).map(drop)
    }

    /// `call_later(delay, callback, *args, context=None)` of our loop.
    fn call_later(&self, session: &Session, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [event_loop, delay, callback] =
            ["self", "delay", "callback"].map(|name| args.take_positional_keyword(name));
        let (call, debug) = ScheduledCall::checked("call_later", event_loop, callback, args, vm)?;
        let delay = delay.filter(|delay| !vm.is_none(delay));
        let delay = delay.ok_or_else(|| vm.new_type_error("delay must not be None"))?;
        let now = session.recorder.borrow_mut().clock.now();
        self.call_at_moment(session, Deadline::at(&delay, vm)?.after(now), call, debug, vm)
    }

    /// `call_at(when, callback, *args, context=None)` of our loop.
    fn call_at(&self, session: &Session, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [event_loop, when, callback] = ["self", "when", "callback"].map(|name| args.take_positional_keyword(name));
        let (call, debug) = ScheduledCall::checked("call_at", event_loop, callback, args, vm)?;
        let when = when.filter(|when| !vm.is_none(when));
        let when = when.ok_or_else(|| vm.new_type_error("when cannot be None"))?;
        self.call_at_moment(session, Deadline::at(&when, vm)?, call, debug, vm)
    }

    /// Sets a timer.
    fn call_at_moment(
        &self,
        session: &Session,
        due: Deadline,
        call: ScheduledCall,
        debug: bool,
        vm: &VirtualMachine,
    ) -> PyResult {
        let due = step_hooks::changed_due(session, due, &call.callback, vm);
        let scheduled = call.event_loop.get_attr(interned!("_scheduled", vm), vm)?;
        let number = step_hooks::timer_set(session, &call.event_loop, due.moment(), &call.callback, &call.args, vm);
        let timer = self.timer(due, call, debug, number, vm)?;
        self.heap.push(&scheduled, due, number, timer.clone(), vm)?;
        Ok(timer)
    }

    /// The deadline of a loop's first timer that is not cancelled; timers before it are taken out of the heap.
    fn next_due(&self, scheduled: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Deadline>> {
        while let Some((due, timer)) = self.heap.first(scheduled, vm)? {
            if !self.cancelled.get(&timer, vm)?.is(&vm.ctx.true_value) {
                return Ok(Some(due));
            }
            self.pop(scheduled, vm)?;
        }
        Ok(None)
    }

    /// Takes the first timer out of a heap.
    fn pop(&self, scheduled: &PyObject, vm: &VirtualMachine) -> PyResult {
        let timer = self.heap.pop(scheduled, vm)?;
        self.scheduled.set(&timer, vm.ctx.false_value.clone().into(), vm)?;
        Ok(timer)
    }

    /// Takes the timers out that are due, in their order. If nothing is ready and the loop goes on, the clock jumps to the next
    /// deadline first; if there is none, the program would wait for ever and is ended.
    fn due(
        &self,
        session: &Session,
        event_loop: &PyObject,
        ready: &PyObject,
        scheduled: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<PyObjectRef>> {
        let next = self.next_due(scheduled, vm)?;
        let waits = ready.length(vm)? == 0 && !event_loop.get_attr(interned!("_stopping", vm), vm)?.try_to_bool(vm)?;
        let next = next.filter(|due| *due != Deadline::NEVER);
        if waits {
            match next {
                Some(due) => session.advance_to(due.moment()),
                None => session.end_in_deadlock(&[], vm)?,
            }
        }
        let now = session.recorder.borrow_mut().clock.now();
        let mut all = Vec::new();
        while self.heap.first(scheduled, vm)?.is_some_and(|(due, _)| due.moment() <= now) {
            all.push(self.pop(scheduled, vm)?);
        }
        if let Some(first) = next.filter(|_| waits) {
            self.add_those_soon_due(&mut all, session, scheduled, first.moment(), vm)?;
        }
        Ok(all)
    }

    /// Takes out the timers, too, that share a turn with those due at `first`, for which the loop has waited. None fires before
    /// it is due: the clock goes on to the last of them.
    fn add_those_soon_due(
        &self,
        all: &mut Vec<PyObjectRef>,
        session: &Session,
        scheduled: &PyObject,
        first: Micros,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let Some(step) = session.recorder.borrow().clock.selector_step() else { return Ok(()) };
        let mut last = first;
        while let Some(due) = self.next_due(scheduled, vm)?.map(Deadline::moment) {
            if due > (last + step).min(first + MOST_SHARED) {
                break;
            }
            session.advance_to(due);
            last = due;
            all.push(self.pop(scheduled, vm)?);
        }
        Ok(())
    }

    /// Runs a turn: timers that are due join the queue, then every handle runs that is ready now.
    fn run_once(
        &self,
        session: &Session,
        event_loop: &PyObject,
        ready: &PyObject,
        scheduled: &PyObject,
        debug: bool,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        session.recorder.borrow_mut().clock.begin_turn();
        let may_wait = scheduled.length(vm)? > 0 || ready.length(vm)? == 0;
        let due = if may_wait { self.due(session, event_loop, ready, scheduled, vm)? } else { Vec::new() };
        let [count, timers] = [ready.length(vm)? + due.len(), scheduled.length(vm)?]
            .map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        step_hooks::turn(session, event_loop, count, timers, vm)?;
        for timer in due {
            if !self.cancelled.get(&timer, vm)?.is(&vm.ctx.true_value) {
                let (number, callback) = (self.timer_number.get(&timer, vm)?, self.callback.get(&timer, vm)?);
                let number = step_hooks::timer_fired(session, event_loop, number_of(&number), &callback, vm);
                self.timer.number.set(&timer, vm.ctx.new_int(number).into(), vm)?;
            }
            vm.call_method(ready, "append", (timer,))?;
        }
        let next = ready.get_attr(interned!("popleft", vm), vm)?;
        for _ in 0..ready.length(vm)? {
            let handle = next.call((), vm)?;
            if debug {
                run_other(session, event_loop, &handle, debug, vm)?;
            } else {
                self.run(session, event_loop, &handle, vm)?;
            }
        }
        Ok(())
    }

    /// Runs a handle, or an object that a program has put into the queue.
    fn run(&self, session: &Session, event_loop: &PyObject, handle: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let class = [&self.handle, &self.timer].into_iter().find(|class| class.runs(handle));
        let Some(class) = class else { return run_other(session, event_loop, handle, false, vm) };
        if self.cancelled.get(handle, vm)?.is(&vm.ctx.true_value) {
            return Ok(());
        }
        let number = class.number.get(handle, vm)?;
        let number = number_of(&number);
        let (callback, args) = (self.callback.get(handle, vm)?, self.args.get(handle, vm)?);
        let task = step_hooks::handle_began(session, event_loop, number, &callback, &args, vm)?;
        let context = self.context.get(handle, vm)?;
        let all = std::iter::once(callback).chain(elements(&args).iter().cloned()).collect::<Vec<_>>();
        let done = vm.call_method(&context, "run", FuncArgs::new(all, KwArgs::default()));
        drop((args, context));
        let done = match done {
            Err(error) if !leaves(&error, vm) => self.report.call((handle.to_owned(), error), vm),
            done => done,
        };
        step_hooks::handle_ended(session, number, task.as_deref(), vm);
        done.map(drop)
    }
}

/// Runs an object of another class, or a handle whose class was changed; and in debug mode every handle, since the loop
/// measures how long it takes.
fn run_other(
    session: &Session,
    event_loop: &PyObject,
    handle: &PyObject,
    debug: bool,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let attribute = |name: &'static str| handle.get_attr(vm.ctx.intern_str(name), vm);
    if attribute("_cancelled")?.try_to_bool(vm)? {
        return Ok(());
    }
    let number = attribute("_number").map_or(HIDDEN, |number| number_of(&number));
    let task =
        step_hooks::handle_began(session, event_loop, number, &*attribute("_callback")?, &*attribute("_args")?, vm)?;
    let done = if debug {
        vm.call_method(event_loop, "_run_timed", (handle.to_owned(),))
    } else {
        vm.call_method(handle, "_run", ())
    };
    step_hooks::handle_ended(session, number, task.as_deref(), vm);
    done.map(drop)
}

/// The number of a handle; [`HIDDEN`] if it has none.
fn number_of(number: &PyObject) -> u32 {
    number.downcast_ref::<PyInt>().and_then(|number| u32::try_from(number.as_bigint()).ok()).unwrap_or(HIDDEN)
}

/// Tells if an error leaves the loop, and not its callback alone.
fn leaves(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> bool {
    let errors = &vm.ctx.exceptions;
    error.fast_isinstance(errors.system_exit) || error.fast_isinstance(errors.keyboard_interrupt)
}

/// The handle classes of our loop, once its module is imported.
///
/// The classes hold functions of the interpreter, which hold the classes and the session: after a program they are cleared,
/// or neither would ever be freed.
#[derive(Clone, Default)]
pub(in crate::python) struct LoopHandles(Rc<RefCell<Option<Rc<HandleClasses>>>>);

impl LoopHandles {
    pub fn clear(&self) {
        self.0.take();
    }

    fn classes(&self, vm: &VirtualMachine) -> PyResult<Rc<HandleClasses>> {
        let classes = self.0.borrow().clone();
        classes.ok_or_else(|| vm.new_runtime_error("the loop's module has not given its handles"))
    }
}

/// Adds the functions by which the loop makes and runs handles.
pub(super) fn add(
    module: &NativeModule,
    session: &Rc<Session>,
    handles: &LoopHandles,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let kept = handles.clone();
    module.add(
        "handles",
        move |class: PyTypeRef,
              timer: PyTypeRef,
              copy_context: PyObjectRef,
              report: PyObjectRef,
              vm: &VirtualMachine|
              -> PyResult<()> {
            let classes = HandleClasses::new(class, timer, copy_context, report, vm)?;
            kept.0.replace(Some(Rc::new(classes)));
            Ok(())
        },
    )?;
    let (on, kept) = (session.clone(), handles.clone());
    module.add(
        "file_is_ready",
        move |event_loop: PyObjectRef, handle: PyObjectRef, cause: i64, vm: &VirtualMachine| -> PyResult<()> {
            let cause = u32::try_from(cause).ok().map(Seq);
            kept.classes(vm)?.file_is_ready(&on, &event_loop, handle, cause, vm)
        },
    )?;
    let kept = handles.clone();
    module.add("next_due", move |scheduled: PyObjectRef, vm: &VirtualMachine| -> PyResult<f64> {
        let due = kept.classes(vm)?.next_due(&scheduled, vm)?;
        Ok(due.map_or(f64::INFINITY, |due| due.moment().0 as f64))
    })?;
    let (on, kept) = (session.clone(), handles.clone());
    module.add(
        "run_once",
        move |event_loop: PyObjectRef,
              ready: PyObjectRef,
              scheduled: PyObjectRef,
              debug: bool,
              vm: &VirtualMachine|
              -> PyResult<()> { kept.classes(vm)?.run_once(&on, &event_loop, &ready, &scheduled, debug, vm) },
    )?;
    for (name, schedule) in [
        ("call_soon", HandleClasses::call_soon as fn(&HandleClasses, &Session, FuncArgs, &VirtualMachine) -> PyResult),
        (THREADSAFE, HandleClasses::call_soon_threadsafe),
        ("call_later", HandleClasses::call_later),
        ("call_at", HandleClasses::call_at),
    ] {
        let (on, kept) = (session.clone(), handles.clone());
        let call = move |args: FuncArgs, vm: &VirtualMachine| schedule(&*kept.classes(vm)?, &on, args, vm);
        module.set(name, method(name, call, vm))?;
    }
    Ok(())
}

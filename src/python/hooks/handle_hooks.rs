//! Handles, the entries of a loop's queue: made, run and told of here, without the interpreter's own code, since every
//! step of every task comes this way. What a program has put in the place of a handle's methods is called, as ever.

use std::rc::Rc;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyInt, PyTypeRef};
use rustpython_vm::function::{FuncArgs, KwArgs};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::hooks::loopline_module::Module;
use crate::python::hooks::step_hooks as steps;
use crate::python::library::natives::class_slots::{Method, Slot};
use crate::python::library::natives::fast_paths::method;
use crate::python::library::natives::timer_heap::{Due, Heap};
use crate::python::recorder::HIDDEN;
use crate::python::session::{Desk, deadlock};
use crate::python::values::attribute_reading::{elements, interned};

/// A class of handles.
struct Class {
    class: PyTypeRef,
    init: Method,
    run: Method,
    number: Slot,
}

impl Class {
    fn new(class: PyTypeRef, vm: &VirtualMachine) -> PyResult<Class> {
        let [init, run] = ["__init__", "_run"].map(|name| Method::of(&class, name, vm));
        Ok(Class { init, run, number: Slot::of(&class, "_number", vm)?, class })
    }

    /// Whether an object is of this class, and is run as the class once had it.
    fn runs(&self, object: &PyObject) -> bool {
        object.class().is(&self.class) && self.run.stands(&self.class)
    }
}

/// What is called, with what, on which loop and in which context, or none.
struct Call {
    event_loop: PyObjectRef,
    callback: PyObjectRef,
    args: PyObjectRef,
    context: PyObjectRef,
}

impl Call {
    /// What a method that schedules was called with, once the loop has looked at it; and whether the loop is in debug mode.
    fn checked(
        method: &str,
        event_loop: Option<PyObjectRef>,
        callback: Option<PyObjectRef>,
        mut args: FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<(Call, bool)> {
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
            // CPython's goes through `call_at`, which is what the error names.
            let looked_at_by = if method == "call_later" { "call_at" } else { method };
            vm.call_method(&event_loop, "_check_callback", (callback.clone(), vm.ctx.new_str(looked_at_by)))?;
        }
        let args = vm.ctx.new_tuple(args.args).into();
        Ok((Call { event_loop, callback, args, context }, debug))
    }
}

/// The handles of our loop.
pub(in crate::python) struct Handles {
    handle: Class,
    timer: Class,
    callback: Slot,
    args: Slot,
    event_loop: Slot,
    context: Slot,
    cancelled: Slot,
    source_traceback: Slot,
    repr: Slot,
    when: Slot,
    scheduled: Slot,
    timer_number: Slot,
    heap: Heap,
    copy_context: PyObjectRef,
    /// Tells of a callback's error.
    report: PyObjectRef,
}

impl Handles {
    fn new(
        class: PyTypeRef,
        timer: PyTypeRef,
        copy_context: PyObjectRef,
        report: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Handles> {
        Ok(Handles {
            callback: Slot::of(&class, "_callback", vm)?,
            args: Slot::of(&class, "_args", vm)?,
            event_loop: Slot::of(&class, "_loop", vm)?,
            context: Slot::of(&class, "_context", vm)?,
            cancelled: Slot::of(&class, "_cancelled", vm)?,
            source_traceback: Slot::of(&class, "_source_traceback", vm)?,
            repr: Slot::of(&class, "_repr", vm)?,
            when: Slot::of(&timer, "_when", vm)?,
            scheduled: Slot::of(&timer, "_scheduled", vm)?,
            timer_number: Slot::of(&timer, "_timer", vm)?,
            heap: Heap::new(vm)?,
            handle: Class::new(class, vm)?,
            timer: Class::new(timer, vm)?,
            copy_context,
            report,
        })
    }

    /// A new object of a class with what every handle has; none if the class has to do it itself, which it does in debug
    /// mode or after it was changed.
    fn made(&self, class: &Class, call: &Call, debug: bool, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let new = vm.ctx.types.object_type.slots.new.load();
        let Some(new) = new.filter(|_| !debug && class.init.stands(&class.class)) else { return Ok(None) };
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

    fn handle(&self, call: Call, debug: bool, number: u32, vm: &VirtualMachine) -> PyResult {
        let handle = match self.made(&self.handle, &call, debug, vm)? {
            Some(handle) => handle,
            None => {
                let Call { event_loop, callback, args, context } = call;
                self.handle.class.as_object().call((callback, args, event_loop, context), vm)?
            }
        };
        self.handle.number.set(&handle, vm.ctx.new_int(number).into(), vm)?;
        Ok(handle)
    }

    /// A timer, by the number under which it is recorded. That of its handle it has when it has fired.
    fn timer(&self, due: Due, call: Call, debug: bool, number: u32, vm: &VirtualMachine) -> PyResult {
        let when: PyObjectRef = vm.ctx.new_float(due.seconds()).into();
        let timer = match self.made(&self.timer, &call, debug, vm)? {
            Some(timer) => {
                self.when.set(&timer, when, vm)?;
                timer
            }
            None => {
                let Call { event_loop, callback, args, context } = call;
                self.timer.class.as_object().call((when, callback, args, event_loop, context), vm)?
            }
        };
        self.scheduled.set(&timer, vm.ctx.true_value.clone().into(), vm)?;
        self.timer.number.set(&timer, vm.ctx.none(), vm)?;
        self.timer_number.set(&timer, vm.ctx.new_int(number).into(), vm)?;
        Ok(timer)
    }

    /// `call_soon(callback, *args, context=None)` of our loop.
    fn call_soon(&self, desk: &Desk, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [event_loop, callback] = ["self", "callback"].map(|name| args.take_positional_keyword(name));
        let (call, debug) = Call::checked("call_soon", event_loop, callback, args, vm)?;
        let ready = call.event_loop.get_attr(interned!("_ready", vm), vm)?;
        let number = steps::handle_scheduled(desk, &call.event_loop, &call.callback, &call.args, vm)?;
        let handle = self.handle(call, debug, number, vm)?;
        vm.call_method(&ready, "append", (handle.clone(),))?;
        Ok(handle)
    }

    /// `call_later(delay, callback, *args, context=None)` of our loop.
    fn call_later(&self, desk: &Desk, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [event_loop, delay, callback] =
            ["self", "delay", "callback"].map(|name| args.take_positional_keyword(name));
        let (call, debug) = Call::checked("call_later", event_loop, callback, args, vm)?;
        let delay = delay.filter(|delay| !vm.is_none(delay));
        let delay = delay.ok_or_else(|| vm.new_type_error("delay must not be None"))?;
        let now = desk.book.borrow_mut().now();
        self.call_at_moment(desk, Due::at(&delay, vm)?.after(now), call, debug, vm)
    }

    /// `call_at(when, callback, *args, context=None)` of our loop.
    fn call_at(&self, desk: &Desk, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let [event_loop, when, callback] = ["self", "when", "callback"].map(|name| args.take_positional_keyword(name));
        let (call, debug) = Call::checked("call_at", event_loop, callback, args, vm)?;
        let when = when.filter(|when| !vm.is_none(when));
        let when = when.ok_or_else(|| vm.new_type_error("when cannot be None"))?;
        self.call_at_moment(desk, Due::at(&when, vm)?, call, debug, vm)
    }

    fn call_at_moment(&self, desk: &Desk, due: Due, call: Call, debug: bool, vm: &VirtualMachine) -> PyResult {
        let scheduled = call.event_loop.get_attr(interned!("_scheduled", vm), vm)?;
        let number = steps::timer_set(desk, &call.event_loop, due.moment(), &call.callback, &call.args, vm);
        let timer = self.timer(due, call, debug, number, vm)?;
        self.heap.push(&scheduled, due, number, timer.clone(), vm)?;
        Ok(timer)
    }

    /// When the first timer of a loop is due that is not cancelled; those before it leave the heap.
    fn next_due(&self, scheduled: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Due>> {
        while let Some((due, timer)) = self.heap.first(scheduled, vm)? {
            if !self.cancelled.get(&timer, vm)?.is(&vm.ctx.true_value) {
                return Ok(Some(due));
            }
            self.pop(scheduled, vm)?;
        }
        Ok(None)
    }

    fn pop(&self, scheduled: &PyObject, vm: &VirtualMachine) -> PyResult {
        let timer = self.heap.pop(scheduled, vm)?;
        self.scheduled.set(&timer, vm.ctx.false_value.clone().into(), vm)?;
        Ok(timer)
    }

    /// The timers that are due, in their order. If nothing is ready and the loop goes on, the clock moves to the next
    /// deadline first; where there is none, the program would wait for ever and ends.
    fn due(
        &self,
        desk: &Desk,
        event_loop: &PyObject,
        ready: &PyObject,
        scheduled: &PyObject,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<PyObjectRef>> {
        let next = self.next_due(scheduled, vm)?;
        if ready.length(vm)? == 0 && !event_loop.get_attr(interned!("_stopping", vm), vm)?.try_to_bool(vm)? {
            match next.filter(|due| *due != Due::NEVER) {
                Some(due) => desk.advance_to(due.moment()),
                None => deadlock(desk, vm)?,
            }
        }
        let now = desk.book.borrow_mut().now();
        let mut all = Vec::new();
        while self.heap.first(scheduled, vm)?.is_some_and(|(due, _)| due.moment() <= now) {
            all.push(self.pop(scheduled, vm)?);
        }
        Ok(all)
    }

    /// One turn: timers that are due join the queue, then everything that is ready now runs.
    fn run_once(
        &self,
        desk: &Desk,
        event_loop: &PyObject,
        ready: &PyObject,
        scheduled: &PyObject,
        debug: bool,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let waits = scheduled.length(vm)? > 0 || ready.length(vm)? == 0;
        let due = if waits { self.due(desk, event_loop, ready, scheduled, vm)? } else { Vec::new() };
        let [count, timers] = [ready.length(vm)? + due.len(), scheduled.length(vm)?]
            .map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        steps::turn(desk, event_loop, count, timers, vm)?;
        for timer in due {
            if !self.cancelled.get(&timer, vm)?.is(&vm.ctx.true_value) {
                let (number, callback) = (self.timer_number.get(&timer, vm)?, self.callback.get(&timer, vm)?);
                let number = steps::timer_fired(desk, event_loop, whole(&number), &callback, vm);
                self.timer.number.set(&timer, vm.ctx.new_int(number).into(), vm)?;
            }
            vm.call_method(ready, "append", (timer,))?;
        }
        let next = ready.get_attr(interned!("popleft", vm), vm)?;
        for _ in 0..ready.length(vm)? {
            let handle = next.call((), vm)?;
            if debug {
                run_other(desk, event_loop, &handle, debug, vm)?;
            } else {
                self.run(desk, event_loop, &handle, vm)?;
            }
        }
        Ok(())
    }

    /// Runs a handle, or what a program has put into the queue.
    fn run(&self, desk: &Desk, event_loop: &PyObject, handle: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        let class = [&self.handle, &self.timer].into_iter().find(|class| class.runs(handle));
        let Some(class) = class else { return run_other(desk, event_loop, handle, false, vm) };
        if self.cancelled.get(handle, vm)?.is(&vm.ctx.true_value) {
            return Ok(());
        }
        let number = class.number.get(handle, vm)?;
        let number = whole(&number);
        let (callback, args) = (self.callback.get(handle, vm)?, self.args.get(handle, vm)?);
        let task = steps::handle_began(desk, event_loop, number, &callback, &args, vm)?;
        let context = self.context.get(handle, vm)?;
        let all = std::iter::once(callback).chain(elements(&args).iter().cloned()).collect::<Vec<_>>();
        let done = vm.call_method(&context, "run", FuncArgs::new(all, KwArgs::default()));
        drop((args, context));
        let done = match done {
            Err(error) if !leaves(&error, vm) => self.report.call((handle.to_owned(), error), vm),
            done => done,
        };
        steps::handle_ended(desk, number, task.as_deref(), vm);
        done.map(drop)
    }
}

/// Runs what is no handle of ours, or no longer as we made it; and in debug mode every one, whose time the loop takes.
fn run_other(desk: &Desk, event_loop: &PyObject, handle: &PyObject, debug: bool, vm: &VirtualMachine) -> PyResult<()> {
    let attribute = |name: &'static str| handle.get_attr(vm.ctx.intern_str(name), vm);
    if attribute("_cancelled")?.try_to_bool(vm)? {
        return Ok(());
    }
    let number = attribute("_number").map_or(HIDDEN, |number| whole(&number));
    let task = steps::handle_began(desk, event_loop, number, &*attribute("_callback")?, &*attribute("_args")?, vm)?;
    let done = if debug {
        vm.call_method(event_loop, "_run_timed", (handle.to_owned(),))
    } else {
        vm.call_method(handle, "_run", ())
    };
    steps::handle_ended(desk, number, task.as_deref(), vm);
    done.map(drop)
}

fn whole(number: &PyObject) -> u32 {
    number.downcast_ref::<PyInt>().and_then(|number| u32::try_from(number.as_bigint()).ok()).unwrap_or(HIDDEN)
}

/// Whether an error ends the loop, and not its callback alone.
fn leaves(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> bool {
    let errors = &vm.ctx.exceptions;
    error.fast_isinstance(errors.system_exit) || error.fast_isinstance(errors.keyboard_interrupt)
}

/// Adds what the loop asks for.
pub(in crate::python) fn add(module: &Module, desk: &Rc<Desk>, vm: &VirtualMachine) -> PyResult<()> {
    let on = desk.clone();
    module.add(
        "handles",
        move |class: PyTypeRef,
              timer: PyTypeRef,
              copy_context: PyObjectRef,
              report: PyObjectRef,
              vm: &VirtualMachine|
              -> PyResult<()> {
            let handles = Handles::new(class, timer, copy_context, report, vm)?;
            on.handles.replace(Some(Rc::new(handles)));
            Ok(())
        },
    )?;
    let kept = |desk: &Desk, vm: &VirtualMachine| {
        let handles = desk.handles.borrow().clone();
        handles.ok_or_else(|| vm.new_runtime_error("the loop's module has not told its handles"))
    };
    let on = desk.clone();
    module.add("next_due", move |scheduled: PyObjectRef, vm: &VirtualMachine| -> PyResult<f64> {
        Ok(kept(&on, vm)?.next_due(&scheduled, vm)?.map_or(f64::INFINITY, |due| due.moment().0 as f64))
    })?;
    let on = desk.clone();
    module.add(
        "run_once",
        move |event_loop: PyObjectRef,
              ready: PyObjectRef,
              scheduled: PyObjectRef,
              debug: bool,
              vm: &VirtualMachine|
              -> PyResult<()> { kept(&on, vm)?.run_once(&on, &event_loop, &ready, &scheduled, debug, vm) },
    )?;
    for (name, schedule) in [
        ("call_soon", Handles::call_soon as fn(&Handles, &Desk, FuncArgs, &VirtualMachine) -> PyResult),
        ("call_later", Handles::call_later),
        ("call_at", Handles::call_at),
    ] {
        let on = desk.clone();
        let call = move |args: FuncArgs, vm: &VirtualMachine| schedule(&*kept(&on, vm)?, &on, args, vm);
        module.set(name, method(name, call, vm))?;
    }
    Ok(())
}

//! Handles, the entries of a loop's queue: made, run and told of here, without the interpreter's own code, since every
//! step of every task comes this way. What a program has put in the place of a handle's methods is called, as ever.

use std::rc::Rc;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyInt, PyStrInterned, PyType, PyTypeRef};
use rustpython_vm::function::{FuncArgs, KwArgs, PySetterValue};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::attributes::{elements, interned};
use super::book::HIDDEN;
use super::bridge::Module;
use super::desk::Desk;
use super::steps;

type Get = fn(&PyObject, Option<&PyObject>, Option<&PyObject>, &VirtualMachine) -> PyResult;
type Set = fn(&PyObject, PyObjectRef, PySetterValue, &VirtualMachine) -> PyResult<()>;

/// An attribute that stands in a slot of its object: read and written there, without a search for its name.
struct Slot {
    descriptor: PyObjectRef,
    get: Get,
    set: Set,
}

impl Slot {
    fn of(class: &Py<PyType>, name: &'static str, vm: &VirtualMachine) -> PyResult<Slot> {
        let lacking = || vm.new_attribute_error(format!("{} has no slot {name}", class.name()));
        let descriptor = class.get_attr(vm.ctx.intern_str(name)).ok_or_else(lacking)?;
        let slots = &descriptor.class().slots;
        let (get, set) = slots.descr_get.load().zip(slots.descr_set.load()).ok_or_else(lacking)?;
        Ok(Slot { descriptor, get, set })
    }

    fn get(&self, object: &PyObject, vm: &VirtualMachine) -> PyResult {
        (self.get)(&self.descriptor, Some(object), None, vm)
    }

    fn set(&self, object: &PyObject, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        (self.set)(&self.descriptor, object.to_owned(), PySetterValue::Assign(value), vm)
    }
}

/// A method by its name, as the class had it when the loop's module was imported.
struct Method {
    name: &'static PyStrInterned,
    found: Option<PyObjectRef>,
}

impl Method {
    fn of(class: &Py<PyType>, name: &'static str, vm: &VirtualMachine) -> Method {
        let name = vm.ctx.intern_str(name);
        Method { name, found: class.get_attr(name) }
    }

    /// Whether nothing has taken its place.
    fn stands(&self, class: &Py<PyType>) -> bool {
        match (&self.found, class.get_attr(self.name)) {
            (Some(found), Some(now)) => found.is(&now),
            _ => false,
        }
    }
}

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

/// The handles of our loop.
pub(super) struct Handles {
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
    fn timer(&self, when: f64, call: Call, debug: bool, number: u32, vm: &VirtualMachine) -> PyResult {
        let when: PyObjectRef = vm.ctx.new_float(when).into();
        let timer = match self.made(&self.timer, &call, debug, vm)? {
            Some(timer) => {
                self.when.set(&timer, when, vm)?;
                self.scheduled.set(&timer, vm.ctx.false_value.clone().into(), vm)?;
                timer
            }
            None => {
                let Call { event_loop, callback, args, context } = call;
                self.timer.class.as_object().call((when, callback, args, event_loop, context), vm)?
            }
        };
        self.timer.number.set(&timer, vm.ctx.none(), vm)?;
        self.timer_number.set(&timer, vm.ctx.new_int(number).into(), vm)?;
        Ok(timer)
    }

    /// `call_soon(callback, *args, context=None)` of our loop.
    fn call_soon(&self, desk: &Desk, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let (event_loop, callback) = args.take_positional().zip(args.take_positional()).ok_or_else(|| {
            vm.new_type_error("BaseEventLoop.call_soon() missing 1 required positional argument: 'callback'")
        })?;
        let context = args.take_keyword("context").unwrap_or_else(|| vm.ctx.none());
        if let Some((name, _)) = args.remaining_keywords().next() {
            return Err(
                vm.new_type_error(format!("BaseEventLoop.call_soon() got an unexpected keyword argument '{name}'"))
            );
        }
        if event_loop.get_attr(interned!("_closed", vm), vm)?.try_to_bool(vm)? {
            vm.call_method(&event_loop, "_check_closed", ())?;
        }
        let debug = event_loop.get_attr(interned!("_debug", vm), vm)?.try_to_bool(vm)?;
        if debug {
            vm.call_method(&event_loop, "_check_callback", (callback.clone(), vm.ctx.new_str("call_soon")))?;
        }
        let ready = event_loop.get_attr(interned!("_ready", vm), vm)?;
        let args: PyObjectRef = vm.ctx.new_tuple(args.args).into();
        let number = steps::handle_scheduled(desk, &event_loop, &callback, &args, vm)?;
        let handle = self.handle(Call { event_loop, callback, args, context }, debug, number, vm)?;
        vm.call_method(&ready, "append", (handle.clone(),))?;
        Ok(handle)
    }

    /// One turn: timers that are due join the queue, then everything that is ready now runs.
    #[expect(clippy::too_many_arguments, reason = "what the loop hands over, each with a name of its own")]
    fn run_turn(
        &self,
        desk: &Desk,
        event_loop: &PyObject,
        ready: &PyObject,
        due: Vec<PyObjectRef>,
        timers: u32,
        debug: bool,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let count = ready.length(vm)? + due.len();
        steps::turn(desk, event_loop, u32::try_from(count).unwrap_or(u32::MAX), timers, vm)?;
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
pub(super) fn add(module: &Module, desk: &Rc<Desk>, vm: &VirtualMachine) -> PyResult<()> {
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
    module.add(
        "timer",
        move |event_loop: PyObjectRef,
              due: PyObjectRef,
              callback: PyObjectRef,
              args: PyObjectRef,
              context: PyObjectRef,
              debug: bool,
              vm: &VirtualMachine|
              -> PyResult {
            let number = steps::timer_set(&on, &event_loop, &due, &callback, &args, vm);
            let when = due.try_float(vm)?.to_f64() / 1e6;
            kept(&on, vm)?.timer(when, Call { event_loop, callback, args, context }, debug, number, vm)
        },
    )?;
    let on = desk.clone();
    module.add(
        "run_turn",
        move |event_loop: PyObjectRef,
              ready: PyObjectRef,
              due: PyObjectRef,
              timers: u32,
              debug: bool,
              vm: &VirtualMachine|
              -> PyResult<()> {
            let due: Vec<PyObjectRef> = vm.extract_elements_with(&due, Ok)?;
            kept(&on, vm)?.run_turn(&on, &event_loop, &ready, due, timers, debug, vm)
        },
    )?;
    // A method of any object is one of every loop, and of classes that are made from it.
    let on = desk.clone();
    let call_soon = vm.new_method("call_soon", vm.ctx.types.object_type, move |args: FuncArgs, vm: &VirtualMachine| {
        kept(&on, vm)?.call_soon(&on, args, vm)
    });
    module.set("call_soon", call_soon.into())
}

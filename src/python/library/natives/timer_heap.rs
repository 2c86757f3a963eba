//! The heap in which a loop keeps its timers.

use rustpython_vm::builtins::{PyInt, PyList};
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::clock::Micros;
use crate::python::values::attribute_reading::elements;

/// A deadline on the program's clock, in microseconds since the program began; negative if it was before that.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::python) struct Deadline(i64);

impl Deadline {
    pub const NEVER: Deadline = Deadline(i64::MAX);

    /// Converts seconds since the beginning. Anything but a number is a `TypeError`, NaN a `ValueError`.
    pub fn at(seconds: &PyObject, vm: &VirtualMachine) -> PyResult<Deadline> {
        let seconds = seconds.try_float(vm)?.to_f64();
        if seconds.is_nan() {
            return Err(vm.new_value_error("Invalid delay: NaN (not a number)"));
        }
        let micros = (seconds * 1e6).round_ties_even();
        // A number that is too large, but not infinite, comes before never.
        Ok(if micros == f64::INFINITY { Deadline::NEVER } else { Deadline((micros as i64).min(i64::MAX - 1)) })
    }

    /// The deadline at a moment.
    pub fn of(moment: Micros) -> Deadline {
        i64::try_from(moment.0).map_or(Deadline::NEVER, Deadline)
    }

    /// Returns the deadline this long after a moment.
    pub fn after(self, now: Micros) -> Deadline {
        if self == Deadline::NEVER {
            return Deadline::NEVER;
        }
        Deadline(self.0.saturating_add(i64::try_from(now.0).unwrap_or(i64::MAX)).min(i64::MAX - 1))
    }

    /// The deadline as a moment; zero if it was before the beginning.
    pub fn moment(self) -> Micros {
        if self == Deadline::NEVER { Micros::NEVER } else { Micros(self.0.try_into().unwrap_or(0)) }
    }

    /// The deadline in seconds since the beginning, as programs see it.
    pub fn seconds(self) -> f64 {
        if self == Deadline::NEVER { f64::INFINITY } else { self.0 as f64 / 1e6 }
    }
}

/// Functions of `heapq` for a list of tuples of deadline, timer's number and timer.
///
/// The number keeps timers with equal deadlines in the order of the calls that set them. CPython's heap compares deadlines
/// alone, and on a clock that does not move between the calls its order would be arbitrary.
pub(in crate::python) struct TimerHeap {
    push: PyObjectRef,
    pop: PyObjectRef,
}

impl TimerHeap {
    pub fn new(vm: &VirtualMachine) -> PyResult<TimerHeap> {
        let heapq = vm.import("_heapq", 0)?;
        Ok(TimerHeap { push: heapq.get_attr("heappush", vm)?, pop: heapq.get_attr("heappop", vm)? })
    }

    pub fn push(
        &self,
        heap: &PyObject,
        due: Deadline,
        number: u32,
        timer: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let entry = vm.ctx.new_tuple(vec![vm.ctx.new_int(due.0).into(), vm.ctx.new_int(number).into(), timer]);
        self.push.call((heap.to_owned(), entry), vm).map(drop)
    }

    /// Takes the first timer out; an `IndexError` if there is none.
    pub fn pop(&self, heap: &PyObject, vm: &VirtualMachine) -> PyResult {
        let entry = self.pop.call((heap.to_owned(),), vm)?;
        timer_of(&entry, vm).map(|(_, timer)| timer)
    }

    /// The first timer and its deadline.
    pub fn first(&self, heap: &PyObject, vm: &VirtualMachine) -> PyResult<Option<(Deadline, PyObjectRef)>> {
        let list = heap.downcast_ref::<PyList>().ok_or_else(|| vm.new_type_error("timers are kept in a list"))?;
        let entry = list.borrow_vec().first().cloned();
        entry.map(|entry| timer_of(&entry, vm)).transpose()
    }
}

/// Reads an entry of the heap.
fn timer_of(entry: &PyObject, vm: &VirtualMachine) -> PyResult<(Deadline, PyObjectRef)> {
    let found = match elements(entry) {
        [due, _, timer] => {
            due.downcast_ref::<PyInt>().and_then(|due| i64::try_from(due.as_bigint()).ok()).zip(Some(timer))
        }
        _ => None,
    };
    let (due, timer) = found.ok_or_else(|| vm.new_type_error("a timer stands behind its deadline and its number"))?;
    Ok((Deadline(due), timer.clone()))
}

//! The order of numbers in a set, which is CPython's: programs print sets of them. RustPython keeps the order of insertion.
//!
//! CPython keeps a set as a table, in which the hash of an element says its place. Hashes of numbers are the same in every run,
//! those of texts and objects are not, so that only sets of numbers have an order that a program can rely upon. When such a set is
//! looked at it is brought into the order that it has if its elements are added one by one, and none was removed.

use std::cell::Cell;

use rustpython_vm::builtins::{PyFloat, PyFrozenSet, PyInt, PySet, PyStr, PyType};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine};

type Iter = fn(PyObjectRef, &VirtualMachine) -> PyResult;
type Repr = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

/// The most elements of a set from which one is taken in CPython's order: it is looked for anew for each.
const MOST_IN_POP: usize = 2_000;

/// The size of the smallest table, and the number of places behind its own where an element is put without a leap.
const SMALLEST: usize = 8;
const NEAR: usize = 9;

thread_local! {
    /// The functions that were replaced: of sets, and of those that cannot be changed.
    static REPLACED: Cell<Option<[(Iter, Repr); 2]>> = const { Cell::new(None) };
}

/// Changes the classes. Doing it twice would have them call themselves.
pub(in crate::python) fn patch(vm: &VirtualMachine) -> PyResult<()> {
    let slots = |class: &'static Py<PyType>| Some((class.slots.iter.load()?, class.slots.repr.load()?));
    let (set, frozen) = (vm.ctx.types.set_type, vm.ctx.types.frozenset_type);
    let (Some(of_set), Some(of_frozen)) = (slots(set), slots(frozen)) else {
        return Err(vm.new_type_error("sets cannot be looked at"));
    };
    REPLACED.set(Some([of_set, of_frozen]));
    for class in [set, frozen] {
        class.slots.iter.store(Some(iterate));
        class.slots.repr.store(Some(repr));
        let method = vm.new_method("__iter__", class, |zelf: PyObjectRef, vm: &VirtualMachine| iterate(zelf, vm));
        class.set_attr(vm.ctx.intern_str("__iter__"), method.into());
        let method = vm.new_method("__repr__", class, |zelf: PyObjectRef, vm: &VirtualMachine| repr(&zelf, vm));
        class.set_attr(vm.ctx.intern_str("__repr__"), method.into());
    }
    let method = vm.new_method("pop", set, |set: PyRef<PySet>, vm: &VirtualMachine| pop(&set, vm));
    set.set_attr(vm.ctx.intern_str("pop"), method.into());
    Ok(())
}

fn iterate(set: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let set = ordered(set, vm)?;
    replaced(&set, vm)?.0(set, vm)
}

fn repr(set: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let set = ordered(set.to_owned(), vm)?;
    replaced(&set, vm)?.1(&set, vm)
}

fn pop(set: &Py<PySet>, vm: &VirtualMachine) -> PyResult {
    let elements = if set.elements().len() <= MOST_IN_POP { set.elements() } else { Vec::new() };
    match in_order(elements, vm).and_then(|order| order.into_iter().next()) {
        Some(first) => {
            set.discard(first.clone(), vm)?;
            Ok(first)
        }
        None => set.pop(vm),
    }
}

fn replaced(set: &PyObject, vm: &VirtualMachine) -> PyResult<(Iter, Repr)> {
    let [of_set, of_frozen] = REPLACED.get().ok_or_else(|| vm.new_type_error("sets cannot be looked at"))?;
    Ok(if set.downcast_ref::<PyFrozenSet>().is_some() { of_frozen } else { of_set })
}

/// Brings a set into CPython's order if it is one of numbers. One that cannot be changed is made anew.
fn ordered(set: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    if let Some(changing) = set.downcast_ref::<PySet>() {
        if let Some(order) = in_order(changing.elements(), vm) {
            changing.clear();
            for element in order {
                changing.add(element, vm)?;
            }
        }
    } else if let Some(frozen) = set.downcast_ref::<PyFrozenSet>()
        && set.class().is(vm.ctx.types.frozenset_type)
        && let Some(order) = in_order(frozen.elements(), vm)
    {
        return Ok(PyFrozenSet::from_iter(vm, order)?.into_ref(&vm.ctx).into());
    }
    Ok(set)
}

/// The elements of a set in CPython's order; `None` if they are in it, or if it is no order of numbers.
fn in_order(elements: Vec<PyObjectRef>, vm: &VirtualMachine) -> Option<Vec<PyObjectRef>> {
    if elements.len() < 2 || !is_number(&elements[0], vm) {
        return None;
    }
    let hashes: Option<Vec<u64>> = elements
        .iter()
        .map(|element| if is_number(element, vm) { element.hash(vm).ok().map(|hash| hash as u64) } else { None })
        .collect();
    let order = places(&hashes?);
    if order.iter().enumerate().all(|(place, index)| place == *index) {
        return None;
    }
    Some(order.into_iter().map(|index| elements[index].clone()).collect())
}

fn is_number(element: &PyObject, vm: &VirtualMachine) -> bool {
    let class = element.class();
    let is_own = class.is(vm.ctx.types.int_type) || class.is(vm.ctx.types.bool_type);
    (is_own && element.downcast_ref::<PyInt>().is_some()) || element.downcast_ref_if_exact::<PyFloat>(vm).is_some()
}

/// The indices of elements with these hashes in the order of CPython's table, to which they are added one by one.
fn places(hashes: &[u64]) -> Vec<usize> {
    let mut table = vec![None; SMALLEST];
    for (used, index) in (1..).zip(0..hashes.len()) {
        put(&mut table, hashes, index);
        if used * 5 >= (table.len() - 1) * 3 {
            let wanted = if used > 50_000 { used * 2 } else { used * 4 };
            let mut larger = vec![None; (wanted + 1).next_power_of_two().max(SMALLEST)];
            table.iter().flatten().for_each(|index| put(&mut larger, hashes, *index));
            table = larger;
        }
    }
    table.into_iter().flatten().collect()
}

fn put(table: &mut [Option<usize>], hashes: &[u64], index: usize) {
    let mask = table.len() - 1;
    let mut rest = hashes[index];
    let mut place = rest as usize & mask;
    loop {
        let near = if place + NEAR <= mask { NEAR } else { 0 };
        if let Some(free) = table[place..=place + near].iter_mut().find(|found| found.is_none()) {
            *free = Some(index);
            return;
        }
        rest >>= 5;
        place = place.wrapping_mul(5).wrapping_add(1).wrapping_add(rest as usize) & mask;
    }
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn small_numbers_are_in_their_order() {
        assert_eq!(places(&[3, 1, 2]), [1, 2, 0]);
    }

    #[test]
    fn numbers_are_ordered_by_their_place_in_the_table() {
        // `set([30, 10, 20])`, whose table has eight places.
        assert_eq!(places(&[30, 10, 20]), [1, 2, 0]);
        // `set([64, 32, 16, 8, 4, 2, 1])`, whose table has 32.
        assert_eq!(places(&[64, 32, 16, 8, 4, 2, 1]), [0, 1, 5, 6, 4, 3, 2]);
    }
}

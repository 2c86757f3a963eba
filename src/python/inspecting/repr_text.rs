//! Texts of values as `repr` makes them, within limits of length, depth and time.

use rustpython_vm::builtins::{PyBytes, PyFrozenSet, PyInt, PyStr, PyType};
use rustpython_vm::types::PyTypeFlags;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, VirtualMachine};

use crate::clock::Micros;
use crate::python::session::Session;
use crate::python::threads::with_tracer;
use crate::python::values::attribute_reading::{interned, is_text, text};
use crate::python::values::value_text::{self, MAX_CHARS, MAX_ELEMENTS, OtherTexts};

/// The most wall time that code of the program may take for one value.
const PATIENCE: Micros = Micros::from_millis(200);

/// The most characters of a `repr` that are read: some of them are left out.
const MAX_READ: usize = 2_000;

/// The largest integer of which a text is made, in bits: that of one with more digits takes long.
const MAX_BITS: u64 = 4_000;

/// The text of a value.
pub(super) fn of_value(session: &Session, object: &PyObject, vm: &VirtualMachine) -> String {
    value_text::value_with(object, &ReprTexts { session }, vm)
}

/// Runs code that may be the program's, which is ended when it takes too long. Returns `None` then.
pub(super) fn patiently<T>(session: &Session, vm: &VirtualMachine, run: impl FnOnce() -> T) -> Option<T> {
    let Some(wall) = session.inspection.wall.get() else { return Some(run()) };
    session.inspection.deadline.set(wall() + PATIENCE);
    let tracer = session.inspection.tracer.borrow().clone().unwrap_or_else(|| vm.ctx.none());
    let result = with_tracer(tracer, vm, run);
    (wall() < session.inspection.deadline.get()).then_some(result)
}

/// Texts of the objects that are no simple containers.
struct ReprTexts<'a> {
    session: &'a Session,
}

impl OtherTexts for ReprTexts<'_> {
    fn write(&self, object: &PyObject, vm: &VirtualMachine, text: &mut String, depth: usize) -> bool {
        if let Some(string) = object.downcast_ref_if_exact::<PyStr>(vm) {
            let beginning: PyObjectRef = vm.ctx.new_str(value_text::beginning(string)).into();
            text.push_str(&native_repr(&beginning, vm));
        } else if let Some(bytes) = object.downcast_ref_if_exact::<PyBytes>(vm) {
            let bytes = bytes.as_bytes();
            let beginning: PyObjectRef = vm.ctx.new_bytes(bytes[..bytes.len().min(MAX_CHARS)].to_vec()).into();
            text.push_str(&native_repr(&beginning, vm));
        } else if let Some(whole) = object.downcast_ref_if_exact::<PyInt>(vm) {
            match whole.as_bigint().bits() {
                bits if bits > MAX_BITS => text.push_str(&format!("<int of {bits} bits>")),
                _ => text.push_str(&native_repr(object, vm)),
            }
        } else if let Some(set) = object.downcast_ref_if_exact::<PyFrozenSet>(vm) {
            let items = set.elements();
            match items.is_empty() {
                true => text.push_str("frozenset()"),
                false => value_text::sequence("frozenset({", &items, "})", self, vm, text, depth),
            }
        } else if value_text::is_simple(object, vm) {
            return false;
        } else if let Some(items) = self.deque(object, vm) {
            value_text::sequence("deque([", &items, "])", self, vm, text, depth);
        } else if !self.attributes(object, vm, text, depth) {
            text.push_str(&self.repr(object, vm));
        }
        true
    }
}

impl ReprTexts<'_> {
    /// The first elements of a `deque` without a limit, which may be long.
    fn deque(&self, object: &PyObject, vm: &VirtualMachine) -> Option<Vec<PyObjectRef>> {
        if &*object.class().name() != "deque" || object.class().slots.flags.has_feature(PyTypeFlags::HEAPTYPE) {
            return None;
        }
        let limit = object.get_attr("maxlen", vm).ok()?;
        let items = object.get_iter(vm).ok().filter(|_| vm.is_none(&limit))?;
        items.iter::<PyObjectRef>(vm).ok()?.take(MAX_ELEMENTS + 1).collect::<Result<_, _>>().ok()
    }

    /// Writes an object of a class of the program's that has no `__repr__` by its attributes. Its address, which `repr` would
    /// show, says nothing: it is that of an interpreter which is gone.
    fn attributes(&self, object: &PyObject, vm: &VirtualMachine, text: &mut String, depth: usize) -> bool {
        let class = object.class();
        let name = interned!("__repr__", vm);
        let inherits = class.get_attr(name).zip(vm.ctx.types.object_type.get_attr(name));
        let has_own = !inherits.is_some_and(|(repr, plain)| repr.is(&plain));
        if has_own || !class.slots.flags.has_feature(PyTypeFlags::HEAPTYPE) || !is_of_program(class, vm) {
            return false;
        }
        let Some(attributes) = object.dict() else { return false };
        text.push('<');
        text.push_str(&class.name());
        for (i, (name, value)) in attributes.into_iter().enumerate() {
            text.push(' ');
            if i == MAX_ELEMENTS || text.len() > 4 * MAX_CHARS {
                text.push('…');
                break;
            }
            let name = name.downcast_ref::<PyStr>().map(|name| name.as_wtf8().to_string_lossy().into_owned());
            text.push_str(&name.unwrap_or_default());
            text.push('=');
            value_text::write_with(&value, self, vm, text, depth + 1);
        }
        text.push('>');
        true
    }

    /// Calls `repr`.
    fn repr(&self, object: &PyObject, vm: &VirtualMachine) -> String {
        match patiently(self.session, vm, || object.repr(vm)) {
            None => "<repr takes too long>".into(),
            Some(Ok(text)) => {
                let beginning = text.as_wtf8().code_points().take(MAX_READ);
                let beginning: String =
                    beginning.map(|point| point.to_char().unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
                without_noise(&beginning)
            }
            Some(Err(error)) => format!("<repr raised {}>", error.class().name()),
        }
    }
}

/// `repr` of an object of a simple class of the interpreter's own.
fn native_repr(object: &PyObject, vm: &VirtualMachine) -> String {
    object.repr(vm).map(|text| text.as_wtf8().to_string_lossy().into_owned()).unwrap_or_default()
}

/// Tells if a class is made by a module of the program's.
fn is_of_program(class: &PyType, vm: &VirtualMachine) -> bool {
    let module = class.get_attr(interned!("__module__", vm)).and_then(|module| text(&module));
    let Some(module) = module else { return false };
    if module == "__main__" {
        return true;
    }
    // Modules beside the program are loaded by `_folder`.
    let loader = vm.sys_module.get_attr("modules", vm).ok().and_then(|modules| {
        let loader = modules.get_item(&*module, vm).ok()?.get_attr("__spec__", vm).ok()?.get_attr("loader", vm).ok()?;
        loader.class().get_attr(interned!("__module__", vm))
    });
    loader.is_some_and(|module| is_text(&module, "_folder"))
}

/// A text without what says nothing of a program: addresses of objects, the lines at which coroutines of the library stand, and the
/// callbacks of tasks and futures, which are asyncio's own.
fn without_noise(text: &str) -> String {
    let is_digit = |digit: char| digit.is_ascii_hexdigit();
    let text = without(text, " at 0x", |rest| Some(rest.trim_start_matches(is_digit)));
    let text = without(&text, " at <frozen ", |rest| {
        let (_, line) = rest.split_once(">:")?;
        Some(line.trim_start_matches(|digit: char| digit.is_ascii_digit()))
    });
    without(&text, " cb=[", |rest| {
        let end = rest.match_indices(']').map(|(at, _)| &rest[at + 1..]).find(|rest| rest.starts_with([' ', '>']));
        end
    })
}

/// A text without the parts that begin with a mark, given what is behind the rest of such a part.
fn without(text: &str, mark: &str, behind: impl Fn(&str) -> Option<&str>) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(at) = rest.find(mark) {
        let (before, part) = rest.split_at(at);
        kept.push_str(before);
        match behind(&part[mark.len()..]) {
            Some(behind) => rest = behind,
            None => {
                kept.push_str(mark);
                rest = &part[mark.len()..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::without_noise;

    #[test]
    fn addresses_places_of_the_library_and_callbacks_are_left_out() {
        assert_eq!(without_noise("<function f at 0x7f3a>"), "<function f>");
        assert_eq!(without_noise("[<A object at 0x1>, 'at 5', <B at 0xff x=1>]"), "[<A object>, 'at 5', <B x=1>]");
        let task = "<Task pending name='A' coro=<sleep() running at <frozen asyncio.tasks>:689> \
                    wait_for=<Future pending cb=[wakeup()]> cb=[f(), g[1]()]>";
        assert_eq!(without_noise(task), "<Task pending name='A' coro=<sleep() running> wait_for=<Future pending>>");
        assert_eq!(without_noise("<Task cb=[endless"), "<Task cb=[endless");
    }
}

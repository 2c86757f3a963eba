//! Built-in functions that behave as CPython's do where RustPython's differ.

use rustpython_vm::builtins::{PyByteArray, PyBytes, PyFloat, PyInt, PyStr};
use rustpython_vm::function::{FuncArgs, KwArgs, PosArgs};
use rustpython_vm::protocol::PyIter;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine};

/// Makes a native function that calls one in Python. Such a function becomes no method where a class has it as an attribute,
/// as CPython's own built-in functions do not.
pub(in crate::python) fn builtin(function: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let name = function.get_attr("__name__", vm)?.str(vm)?;
    let name = vm.ctx.intern_str(name.as_wtf8()).as_str();
    Ok(vm.new_function(name, move |args: FuncArgs, vm: &VirtualMachine| function.call(args, vm)).into())
}

/// The function `print`. RustPython's own fails where there is no standard output, and names another type in its errors.
pub(in crate::python) fn print(objects: PosArgs, mut options: KwArgs, vm: &VirtualMachine) -> PyResult<()> {
    let mut option = |name: &str| options.pop_kwarg(name).filter(|value| !vm.is_none(value));
    let (file, flush) = (option("file"), option("flush"));
    let mut text = |name: &str| match option(name) {
        Some(value) if value.downcast_ref::<PyStr>().is_none() => {
            Err(vm.new_type_error(format!("{name} must be None or a string, not {}", value.class().name())))
        }
        value => Ok(value),
    };
    let (separator, end) = (text("sep")?, text("end")?);
    if let Some((name, _)) = options.into_iter().next() {
        return Err(vm.new_type_error(format!("print() got an unexpected keyword argument '{name}'")));
    }
    let file = match file {
        Some(file) => file,
        None => match vm.sys_module.get_attr("stdout", vm) {
            Ok(stdout) if vm.is_none(&stdout) => return Ok(()),
            Ok(stdout) => stdout,
            Err(_) => return Err(vm.new_runtime_error("lost sys.stdout")),
        },
    };
    let write = |text: PyObjectRef| vm.call_method(&file, "write", (text,));
    let separator = separator.unwrap_or_else(|| vm.ctx.new_str(" ").into());
    let objects: &[PyObjectRef] = objects.as_ref();
    for (index, object) in objects.iter().enumerate() {
        if index > 0 {
            write(separator.clone())?;
        }
        write(object.str(vm)?.into())?;
    }
    write(end.unwrap_or_else(|| vm.ctx.new_str("\n").into()))?;
    if flush.is_some_and(|flush| flush.try_to_bool(vm).unwrap_or(true)) {
        vm.call_method(&file, "flush", ())?;
    }
    Ok(())
}

/// The function `next`. RustPython's own loses the class of an error that is a subclass of `StopIteration`.
pub(in crate::python) fn next(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let (iterator, default) = match &args.args[..] {
        [iterator] => (iterator, None),
        [iterator, default] => (iterator, Some(default)),
        other => {
            return Err(vm.new_type_error(format!("next expected at least 1 argument, got {}", other.len())));
        }
    };
    if iterator.class().get_attr(vm.ctx.intern_str("__next__")).is_none() {
        return Err(vm.new_type_error(format!("'{}' object is not an iterator", iterator.class().name())));
    }
    vm.call_method(iterator, "__next__", ()).or_else(|error| match default {
        Some(default) if error.fast_isinstance(vm.ctx.exceptions.stop_iteration) => Ok(default.clone()),
        _ => Err(error),
    })
}

/// A sum of floats with what was lost of it by rounding, as Neumaier adds.
struct CompensatedSum {
    high: f64,
    low: f64,
}

impl CompensatedSum {
    fn add(&mut self, number: f64) {
        let sum = self.high + number;
        let (large, small) = if self.high.abs() >= number.abs() { (self.high, number) } else { (number, self.high) };
        self.low += (large - sum) + small;
        self.high = sum;
    }

    fn total(&self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

/// The function `sum`. RustPython's own keeps nothing of what floats lose when they are added, as CPython's does since 3.12.
pub(in crate::python) fn sum(args: PosArgs, mut keywords: KwArgs, vm: &VirtualMachine) -> PyResult {
    let named = keywords.pop_kwarg("start");
    let given: &[PyObjectRef] = args.as_ref();
    let (iterable, start): (&PyObjectRef, PyObjectRef) = match (given, named) {
        ([iterable], None) => (iterable, vm.ctx.new_int(0).into()),
        ([iterable], Some(start)) => (iterable, start),
        ([iterable, start], None) => (iterable, start.clone()),
        ([], _) => return Err(vm.new_type_error("sum() takes at least 1 positional argument (0 given)")),
        (more, _) => {
            return Err(vm.new_type_error(format!("sum() takes at most 2 arguments ({} given)", more.len())));
        }
    };
    if let Some((name, _)) = keywords.into_iter().next() {
        return Err(vm.new_type_error(format!("sum() got an unexpected keyword argument '{name}'")));
    }
    if start.downcast_ref::<PyStr>().is_some() {
        return Err(vm.new_type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    if start.downcast_ref::<PyBytes>().is_some() {
        return Err(vm.new_type_error("sum() can't sum bytes [use b''.join(seq) instead]"));
    }
    if start.downcast_ref::<PyByteArray>().is_some() {
        return Err(vm.new_type_error("sum() can't sum bytearray [use b''.join(seq) instead]"));
    }
    let items = PyIter::try_from_object(vm, iterable.clone())?;
    let mut sum = start;
    let mut is_first_float = true;
    let mut items = items.into_iter::<PyObjectRef>(vm);
    while let Some(item) = items.next() {
        let item = item?;
        sum = vm._add(&sum, &item)?;
        if !is_first_float {
            continue;
        }
        let Some(float) = sum.downcast_ref_if_exact::<PyFloat>(vm) else { continue };
        is_first_float = false;
        let mut floats = CompensatedSum { high: float.to_f64(), low: 0.0 };
        let other = loop {
            let Some(item) = items.next() else { break None };
            let item = item?;
            if let Some(float) = item.downcast_ref_if_exact::<PyFloat>(vm) {
                floats.add(float.to_f64());
            } else if let Some(small) = item.downcast_ref::<PyInt>().and_then(|int| i64::try_from(int.as_bigint()).ok())
            {
                floats.add(small as f64);
            } else {
                break Some(item);
            }
        };
        sum = vm.ctx.new_float(floats.total()).into();
        if let Some(other) = other {
            sum = vm._add(&sum, &other)?;
        }
    }
    Ok(sum)
}

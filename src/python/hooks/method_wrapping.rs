//! Wrappers around methods of the interpreter's native classes.

use rustpython_vm::builtins::PyType;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{Py, PyObject, PyRef, PyResult, VirtualMachine};

use crate::python::session::{Session, current_session};

/// A function around a method: it gets the object and the arguments after it, and calls the method by the function given.
pub(super) type Wrapper = fn(&Session, &PyObject, &FuncArgs, &dyn Fn() -> PyResult, &VirtualMachine) -> PyResult;

/// Finds a class of a native module. It is leaked, since the interpreter's native classes live as long as its thread.
pub(super) fn native_class(
    module: &PyObject,
    name: &'static str,
    vm: &VirtualMachine,
) -> PyResult<&'static Py<PyType>> {
    let class = module.get_attr(name, vm)?.downcast::<PyType>();
    let class = class.map_err(|_| vm.new_type_error(format!("{name} is not a class")))?;
    let class: &'static PyRef<PyType> = Box::leak(Box::new(class));
    Ok(class)
}

/// Puts a wrapper around a method of a class. While nothing is recorded the method is called alone.
pub(super) fn wrap(
    class: &'static Py<PyType>,
    name: &'static str,
    around: Wrapper,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let interned = vm.ctx.intern_str(name);
    let Some(method) = class.get_attr(interned) else {
        return Err(vm.new_attribute_error(format!("{} has no {name}", class.name())));
    };
    let wrapper = vm.new_method(name, class, move |args: FuncArgs, vm: &VirtualMachine| {
        // The depth is counted: tasks that await each other in a circle would be cancelled without end.
        let call = || vm.with_recursion("while calling a Python object", || method.call(args.clone(), vm));
        match (args.args.first().cloned(), current_session()) {
            (Some(zelf), Some(session)) if session.recorder.borrow().is_on() => {
                let rest = FuncArgs { args: args.args[1..].to_vec(), kwargs: args.kwargs.clone() };
                around(&session, &zelf, &rest, &call, vm)
            }
            _ => call(),
        }
    });
    class.set_attr(interned, wrapper.into());
    Ok(())
}

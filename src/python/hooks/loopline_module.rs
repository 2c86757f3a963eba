//! The module `_loopline`, through which code in Python reports facts and asks for the clock.

use std::rc::Rc;

use rustpython_vm::builtins::PyModule;
use rustpython_vm::{PyRef, PyResult, VirtualMachine};

use super::handle_hooks::LoopHandles;
use super::{
    clock_hooks, context_hooks, folder_hooks, future_hooks, generator_hooks, handle_hooks, loop_hooks, operation_hooks,
    report_hooks, resource_hooks, scheduler_hooks, step_errors, stop_hooks, stream_hooks,
};
use crate::python::library::natives::native_module::NativeModule;
use crate::python::library::natives::{
    abstract_classes, async_generators, builtin_functions, error_words, exception_groups, fast_paths, list_items,
    mapping_proxies, os_errors, outermost_frames, set_order,
};
use crate::python::library::packs::{self, PackSource};
use crate::python::library::time_zones;
use crate::python::session::Session;
use crate::python::sqlite;
use crate::python::threads::{self, ThreadTable};

/// Makes the module. Its functions report to this session; the handles of its loop are kept in `handles`, the program's
/// threads in `threads`, and packs of the library come from `packs`.
pub(in crate::python) fn module(
    session: &Rc<Session>,
    handles: &LoopHandles,
    threads: &ThreadTable,
    packs: PackSource,
    vm: &VirtualMachine,
) -> PyResult<PyRef<PyModule>> {
    let dict = vm.ctx.new_dict();
    let module = NativeModule { dict: &dict, vm };
    clock_hooks::add(&module, session)?;
    loop_hooks::add(&module, session)?;
    operation_hooks::add(&module, session)?;
    stream_hooks::add(&module, session)?;
    folder_hooks::add(&module, session)?;
    report_hooks::add(&module, session)?;
    stop_hooks::add(&module, session)?;
    handle_hooks::add(&module, session, handles, vm)?;
    fast_paths::add(&module)?;
    resource_hooks::add(&module, session)?;
    scheduler_hooks::add(&module, session)?;
    generator_hooks::add(&module, session)?;
    threads::add(&module, session, threads)?;
    packs::add(&module, packs)?;
    time_zones::add(&module, packs)?;
    sqlite::add(&module, session)?;
    module.add("patch", patch)?;
    module.add("next", builtin_functions::next)?;
    module.add("sum", builtin_functions::sum)?;
    module.add("print", builtin_functions::print)?;
    module.add("builtin", builtin_functions::builtin)?;
    Ok(vm.new_module("_loopline", dict, None))
}

/// Changes the interpreter's native classes, before any module is imported that uses them. They outlive an interpreter, so
/// it is done once for each thread.
fn patch(vm: &VirtualMachine) -> PyResult<()> {
    if future_hooks::are_patched() {
        return Ok(());
    }
    os_errors::patch(vm);
    abstract_classes::patch(vm)?;
    async_generators::patch(vm)?;
    list_items::patch(vm)?;
    exception_groups::patch(vm)?;
    error_words::patch(vm)?;
    mapping_proxies::patch(vm);
    outermost_frames::patch(vm);
    set_order::patch(vm)?;
    future_hooks::patch(vm)?;
    context_hooks::patch(vm)?;
    step_errors::patch(vm)
}

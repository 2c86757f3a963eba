//! Functions and classes of asyncio, reported by `library/modules/_loopline_operations.py` when asyncio is imported.

use std::rc::Rc;

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::python::library::natives::native_module::NativeModule;
use crate::python::session::Session;
use crate::python::values::Address;
use crate::python::values::attribute_reading::{address, text};
use crate::trace::FutureOrigin;

pub(super) fn add(module: &NativeModule, session: &Rc<Session>) -> PyResult<()> {
    let on = session.clone();
    module.add("helpers", move |codes: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        let codes = addresses(&codes, vm)?;
        on.operations.borrow_mut().helpers.extend(codes);
        Ok(())
    })?;
    let on = session.clone();
    module.add(
        "callbacks",
        move |operation: PyObjectRef, codes: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            let (operation, codes) = (name(&operation), addresses(&codes, vm)?);
            on.operations.borrow_mut().callbacks.extend(codes.into_iter().map(|code| (code, operation.clone())));
            Ok(())
        },
    )?;
    let on = session.clone();
    module.add("futures", move |purpose: PyObjectRef, makers: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
        let (word, makers) = (name(&purpose), addresses(&makers, vm)?);
        let purpose = FutureOrigin::ALL.iter().copied().find(|of| of.word() == &*word);
        let purpose = purpose.ok_or_else(|| vm.new_value_error(format!("no future is made for {word}")))?;
        on.operations.borrow_mut().future_purposes.extend(makers.into_iter().map(|maker| (maker, purpose)));
        Ok(())
    })?;
    let on = session.clone();
    module.add(
        "resources",
        move |operation: PyObjectRef, codes: PyObjectRef, vm: &VirtualMachine| -> PyResult<()> {
            let (operation, codes) = (name(&operation), addresses(&codes, vm)?);
            on.operations.borrow_mut().resource_names.extend(codes.into_iter().map(|code| (code, operation.clone())));
            Ok(())
        },
    )?;
    let on = session.clone();
    module.add("invalid_state_error", move |class: PyObjectRef| {
        on.operations.borrow_mut().invalid_state_error = Some(address(&class));
    })
}

fn name(operation: &PyObjectRef) -> Rc<str> {
    text(operation).unwrap_or_default().into()
}

fn addresses(objects: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<Address>> {
    vm.extract_elements_with(objects, |object| Ok(address(&object)))
}

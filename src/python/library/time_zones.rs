//! Time zones, whose data comes in a pack of its own: `src/build.rs` writes it from the IANA database.
//!
//! A file of the pack is a zone: its name, and the data in the format TZif (RFC 9636).

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::natives::native_module::NativeModule;
use super::packs::{self, PackSource};

/// Name of the pack.
const PACK: &str = "time-zones";

/// Adds the functions by which `zoneinfo` reads the pack.
pub(in crate::python) fn add(module: &NativeModule, source: PackSource) -> PyResult<()> {
    let zones = move |vm: &VirtualMachine| {
        let failed = |why| vm.new_os_error(format!("the data of time zones could not be fetched: {why}"));
        packs::files(PACK, source).map_err(failed)
    };
    module.add("time_zone", move |key: PyObjectRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let key = key.str(vm)?.as_wtf8().to_string_lossy().into_owned();
        let data = zones(vm)?.iter().find(|(name, _)| *name == key).map(|(_, data)| data.to_vec());
        Ok(data.map_or_else(|| vm.ctx.none(), |data| vm.ctx.new_bytes(data).into()))
    })?;
    module.add("time_zones", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let names = zones(vm)?.iter().map(|(name, _)| vm.ctx.new_str(*name).into());
        Ok(vm.ctx.new_list(names.collect()).into())
    })
}

//! Time zones, whose data comes in a pack of its own: `src/build.rs` writes it from the IANA database.
//!
//! The pack is a list of zones, each two texts behind their lengths in four bytes, the least first: the name, and the data in
//! the format TZif (RFC 9636).

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::natives::native_module::NativeModule;
use super::packs::PackSource;

/// Name of the pack.
const PACK: &str = "time-zones";

/// Takes a text behind its length from the beginning of `bytes`; `None` at their end.
fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *bytes = rest;
    Some(text)
}

/// The names of all zones with their data.
fn zones(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || Some((take(&mut bytes)?, take(&mut bytes)?)))
}

/// Adds the functions by which `zoneinfo` reads the pack.
pub(in crate::python) fn add(module: &NativeModule, source: PackSource) -> PyResult<()> {
    let failed = |why: String, vm: &VirtualMachine| {
        vm.new_os_error(format!("the data of time zones could not be fetched: {why}"))
    };
    module.add("time_zone", move |key: PyObjectRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let key = key.str(vm)?.as_wtf8().to_string_lossy().into_owned();
        let pack = source(PACK).map_err(|why| failed(why, vm))?;
        let data = zones(&pack).find(|(name, _)| *name == key.as_bytes()).map(|(_, data)| data.to_vec());
        Ok(data.map_or_else(|| vm.ctx.none(), |data| vm.ctx.new_bytes(data).into()))
    })?;
    module.add("time_zones", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let pack = source(PACK).map_err(|why| failed(why, vm))?;
        let names = zones(&pack).map(|(name, _)| vm.ctx.new_str(String::from_utf8_lossy(name).into_owned()).into());
        Ok(vm.ctx.new_list(names.collect()).into())
    })
}

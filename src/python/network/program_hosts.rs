//! The hosts that a program reaches and the visitors that reach it: stated by the file beside it, and by whoever runs it.

use std::net::Ipv4Addr;

use rustpython_vm::{PyResult, VirtualMachine};

use super::ProgramNetwork;
use crate::clock::Micros;
use crate::network::hosts::{FILE, HostTable, TableError, VisitEntry, VisitReport};
use crate::python::session::Session;
use crate::trace::Stream;

/// The number of the signal that Ctrl+C sends.
const SIGINT: i32 = 2;

impl ProgramNetwork {
    /// Prepares the network for the program that begins: plans the visits of the file beside it, and `more`.
    ///
    /// # Errors
    /// The fault of that file, as a sentence.
    pub fn begin(&self, more: &[VisitEntry]) -> Result<(), String> {
        let mut visits = match own_table(&self.session) {
            None => Vec::new(),
            Some(Ok(table)) => table.visits,
            Some(Err(error)) => return Err(format!("{FILE}: {error}\n")),
        };
        visits.extend_from_slice(more);
        self.network.borrow_mut().plan_visits(visits);
        Ok(())
    }

    /// The reports of the visits of the program.
    pub fn visit_reports(&self) -> Vec<VisitReport> {
        self.network.borrow().visit_reports()
    }

    /// Records the visits that have ended, as output at the moment at which this is found.
    pub(super) fn record_visits(&self) {
        while let Some(report) = self.network.borrow_mut().take_visit_report() {
            let mut recorder = self.session.recorder.borrow_mut();
            for line in report.recorded_lines() {
                recorder.note_line(Stream::Out, &line);
            }
        }
    }

    /// Looks the name of a host up.
    pub(super) fn look_up(&self, name: &str) -> (Option<Ipv4Addr>, Micros) {
        let mut network = self.network.borrow_mut();
        if !self.has_hosts.replace(true) {
            // A file with a fault has ended the program before it began.
            let table = own_table(&self.session).unwrap_or_else(|| HostTable::read(None)).unwrap_or_default();
            network.set_directory(Box::new(table));
        }
        network.look_up(name)
    }

    /// Sends the program the Ctrl+C that a visit is.
    pub(super) fn interrupt(vm: &VirtualMachine) -> PyResult<()> {
        vm.import("_signal", 0)?.get_attr("raise_signal", vm)?.call((SIGINT,), vm).map(drop)
    }
}

/// The table of the program's own file; `None` if it has none.
fn own_table(session: &Session) -> Option<Result<HostTable, TableError>> {
    let content = session.folder_file(FILE)?;
    Some(HostTable::read(Some(&String::from_utf8_lossy(&content))))
}

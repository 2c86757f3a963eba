//! The hosts that a program reaches and the visitors that reach it: stated by the file beside it, and by whoever runs it.

use std::net::Ipv4Addr;

use rustpython_vm::{PyResult, VirtualMachine};

use super::ProgramNetwork;
use crate::clock::Micros;
use crate::network::Network;
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
        let mut network = self.network.borrow_mut();
        network.plan_visits(visits);
        if self.session.live().is_some() {
            network.stay_open();
        }
        Ok(())
    }

    /// Tells if the program can be visited by hand while it waits.
    pub(super) fn can_be_visited(&self) -> bool {
        self.session.live().is_some() && self.network.borrow().can_be_visited()
    }

    /// Waits up to a moment for a visit by hand; returns true if one has come, which has arrived then.
    pub(super) fn hears_visit(&self, until: Micros, vm: &VirtualMachine) -> PyResult<bool> {
        let has_come = self.can_be_visited() && self.session.await_visit(until);
        if has_come {
            self.with(vm, |_| Ok(()))?;
        }
        Ok(has_come)
    }

    /// Puts the orders for visits by hand that have come into the network, each at its moment.
    pub(super) fn let_visitors_in(&self, network: &mut Network, now: Micros) {
        let Some(live) = self.session.live() else { return };
        for (at, order) in (live.take_visits)() {
            network.visit_by_hand(order, at.min(now));
        }
    }

    /// The reports of the visits of the program.
    pub fn visit_reports(&self) -> Vec<VisitReport> {
        self.network.borrow().visit_reports()
    }

    /// Records the visits that have ended, as output at the moment at which this is found, and tells the news of those by hand.
    pub(super) fn record_visits(&self) {
        while let Some(report) = self.network.borrow_mut().take_visit_report() {
            let mut recorder = self.session.recorder.borrow_mut();
            for line in report.recorded_lines() {
                recorder.note_line(Stream::Out, &line);
            }
        }
        if let Some(live) = self.session.live() {
            while let Some(news) = self.network.borrow_mut().take_visit_news() {
                (live.tell_visit)(news);
            }
        }
    }

    /// Looks the name of a host up.
    pub(super) fn look_up(&self, name: &str) -> (Option<Ipv4Addr>, Micros) {
        let mut network = self.network.borrow_mut();
        if !self.has_hosts.replace(true) {
            // A file with a fault has ended the program before it began.
            network.set_directory(Box::new(self.host_table()));
        }
        let found = network.look_up(name);
        if found.0.is_some() && self.session.recorder.borrow().waits.is_some() {
            let known = name.trim_end_matches('.').to_ascii_lowercase();
            if let Some(length) = self.plain_table().answer_time(&known) {
                self.session.recorder.borrow_mut().answer_length(&known, length);
            }
        }
        found
    }

    /// The table of the program's hosts.
    fn plain_table(&self) -> HostTable {
        own_table(&self.session).unwrap_or_else(|| HostTable::read(None)).unwrap_or_default()
    }

    /// The table of the program's hosts under the changes of the run.
    fn host_table(&self) -> HostTable {
        let mut table = self.plain_table();
        for (name, length) in self.session.recorder.borrow().host_changes() {
            table.change(&name, length);
        }
        table
    }

    /// Sends the program the Ctrl+C that a visit is.
    pub(super) fn interrupt(vm: &VirtualMachine) -> PyResult<()> {
        vm.import("_signal", 0)?.get_attr("_send", vm)?.call((SIGINT,), vm).map(drop)
    }
}

/// The table of the program's own file; `None` if it has none.
fn own_table(session: &Session) -> Option<Result<HostTable, TableError>> {
    let content = session.folder_file(FILE)?;
    Some(HostTable::read(Some(&String::from_utf8_lossy(&content))))
}

//! The database of a program, as the network's PostgreSQL asks it.

use std::fmt;
use std::net::Ipv4Addr;
use std::rc::Rc;

use super::Session;
use crate::clock::Micros;
use crate::network::Network;
use crate::network::postgres::{Answer, Database, PORT, Postgres};

/// The time of an exchange with a server on the same machine, where computing takes a program none.
const EXCHANGE: Micros = Micros(500);

/// The database that a program's surroundings have.
struct ProgramDatabase(Rc<Session>);

impl fmt::Debug for ProgramDatabase {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("ProgramDatabase").field("is_there", &self.is_there()).finish_non_exhaustive()
    }
}

impl Database for ProgramDatabase {
    fn is_there(&self) -> bool {
        self.0.database.get().is_some()
    }

    fn exchange(&mut self, messages: &[u8], now: Micros) -> Result<Answer, String> {
        let exchange = self.0.database.get().ok_or("there is no database")?;
        let mut answer = exchange(messages, now)?;
        if self.0.recorder.borrow().clock.is_exact() {
            answer.takes = answer.takes + EXCHANGE;
        }
        Ok(answer)
    }
}

/// Puts PostgreSQL at its port of this machine.
pub(super) fn serve(network: &mut Network, session: &Rc<Session>) {
    let database = ProgramDatabase(session.clone());
    network.serve(Ipv4Addr::LOCALHOST, PORT, Box::new(Postgres::new(Box::new(database))));
}

//! PostgreSQL as a service: what a server does about its connections, in front of a database that knows one session.
//!
//! A [`Database`] is given messages of the protocol and returns the answer at once; it is an outer layer's. Everything between
//! it and the program's connections is here:
//!
//! - Who asks is let in: any user, password and name of a database, without a question for the password.
//! - All connections share the database's one session. What one has sent is carried out as a whole, in the order of its coming.
//!   While one is in a transaction the others wait, in that order; they go on when it ends. One that has waited for
//!   [`LONGEST_WAIT`] is answered with an error that says so, lest a program waits for itself for ever.
//! - Prepared statements have names of one connection, and the session's are kept apart from those of others ([`statements`]).
//!   Notifications go to the connections that listen.
//! - An answer comes after the time that the database says it took. A request to cancel that comes before it turns it into an
//!   error.
//!
//! Settings and temporary tables, which belong to a session, are shared. A transaction never sees another in progress.

mod batches;
mod connection;
mod shared_session;
mod statements;
mod wire_messages;

use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;

use self::connection::Connection;
use self::shared_session::SharedSession;
use super::hosts::{Caller, Reception, Service};
use crate::clock::Micros;

/// The port at which PostgreSQL listens.
pub const PORT: u16 = 5432;

/// The file beside a program that describes its tables, in SQL.
pub const SEED_FILE: &str = "seed.sql";

/// The tables of a program that has no such file.
pub const DEFAULT_SEED: &str = include_str!("../../../static/postgres/seed.sql");

/// The time for which a connection waits for the transaction of another.
pub const LONGEST_WAIT: Micros = Micros::from_millis(60_000);

/// A database with one session.
pub trait Database: Debug {
    /// Tells if there is one; otherwise nobody listens at the port.
    fn is_there(&self) -> bool;

    /// Carries out messages, at a moment. The first ones of a session are those that begin it.
    ///
    /// # Errors
    /// A sentence if there is no database, or no longer one: all connections are told so.
    fn exchange(&mut self, messages: &[u8], now: Micros) -> Result<Answer, String>;
}

/// The answer of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The messages that it sends.
    pub messages: Vec<u8>,
    /// The time that it took.
    pub takes: Micros,
}

/// The service, with its session.
#[derive(Debug)]
pub struct Postgres {
    session: Rc<RefCell<SharedSession>>,
}

impl Postgres {
    /// Makes a service of a database.
    pub fn new(database: Box<dyn Database>) -> Postgres {
        Postgres { session: Rc::new(RefCell::new(SharedSession::new(database))) }
    }
}

impl Service for Postgres {
    fn accept(&mut self, caller: &Caller, _now: Micros) -> Reception {
        if !self.session.borrow().has_database() {
            return Reception::Refuses;
        }
        Reception::Accepts(Box::new(Connection::new(caller.peer, self.session.clone())))
    }
}

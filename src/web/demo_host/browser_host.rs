//! An event loop on the browser's event loop.
//!
//! One timer stands for the earliest deadline and is re-armed; turns run in batches of a few milliseconds that
//! continue by a macrotask, so that the page paints and answers clicks however busy the loop is.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;

use super::browser_services::BrowserServices;
use crate::clock::{Micros, Pacer};
use crate::runtime::{DriveOutcome, EventLoop, Host, ModelServices, Result, Services};
use crate::trace::{Recorder, SharedTrace, Status};
use crate::web::handle_count::Counted;
use crate::web::hop::Hops;
use crate::web::wall_clock::wall;

/// The longest time for which a batch of turns may hold the page.
const BATCH: Micros = Micros::from_millis(6);

/// The longest delay a browser timer keeps: at 2^31 ms it fires at once.
const LONGEST_DELAY_MS: u64 = i32::MAX as u64;

/// Ways in which a run follows wall time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// Not at all: waiting costs nothing. Network and blocking are models.
    Exact,
    /// A second of loop time takes this fraction of a second: rate 2 is twice as fast.
    Live(f64),
}

/// The browser as the loop sees it.
struct BrowserHost {
    /// `None` for exact runs.
    pacer: Option<RefCell<Pacer>>,
    /// When the run began, in wall time.
    began: Micros,
    timer: RefCell<Option<(Timeout, Counted)>>,
    /// The deadline that the timer stands for, to arm it again when the pace changes.
    wish: Cell<Option<Micros>>,
    hops: RefCell<Option<Hops>>,
    run: RefCell<Weak<Driver>>,
}

impl BrowserHost {
    fn arm(self: &Rc<Self>) {
        let timer = self.timer.take();
        drop(timer);
        let (Some(pacer), Some(deadline)) = (&self.pacer, self.wish.get()) else { return };
        let Some(delay) = pacer.borrow().wait(deadline, wall()) else { return };
        let millis = delay.0.div_ceil(1000).min(LONGEST_DELAY_MS) as u32;
        let weak = self.run.borrow().clone();
        let timer = Timeout::new(millis, move || {
            if let Some(driver) = weak.upgrade() {
                driver.drive();
            }
        });
        self.timer.replace(Some((timer, Counted::new())));
    }

    /// Nothing is to be called any more.
    fn disarm(&self) {
        self.wish.set(None);
        drop(self.timer.take());
        drop(self.hops.take());
    }
}

/// The loop's host: behind an `Rc` of its own, so that it can arm timers that come back to it.
struct Shared(Rc<BrowserHost>);

impl Host for Shared {
    fn now(&self) -> Micros {
        match &self.0.pacer {
            Some(pacer) => pacer.borrow().allowed(wall()),
            None => Micros(u64::MAX - 1),
        }
    }

    fn wall(&self) -> Option<Micros> {
        self.0.pacer.as_ref().map(|_| wall() - self.0.began)
    }

    fn wake_at(&self, deadline: Micros) {
        self.0.wish.set(Some(deadline));
        self.0.arm();
    }

    fn request_turn(&self) {
        if let Some(hops) = &*self.0.hops.borrow() {
            hops.ask();
        }
    }

    fn moved(&self, now: Micros) {
        if let Some(pacer) = &self.0.pacer {
            pacer.borrow_mut().follow(now, wall());
        }
    }
}

struct Driver {
    event_loop: EventLoop,
    host: Rc<BrowserHost>,
}

impl Driver {
    fn drive(&self) {
        if self.host.pacer.as_ref().is_some_and(|pacer| pacer.borrow().paused()) {
            return;
        }
        let began = wall();
        let next = self.event_loop.drive(|| wall() - began < BATCH);
        if next == DriveOutcome::Ended {
            self.host.disarm();
        }
    }
}

/// A run in the page. Dropping it stops the run: no timer or channel stays.
#[must_use = "the run is stopped when this is dropped"]
pub struct LiveRun {
    driver: Rc<Driver>,
}

impl LiveRun {
    /// Starts a run; its first turn comes in a macrotask of its own.
    pub fn start<F>(pace: Pace, limit: usize, make: impl FnOnce() -> F) -> LiveRun
    where
        F: std::future::Future<Output = Result<()>> + 'static,
    {
        match pace {
            Pace::Exact => LiveRun::start_with(pace, limit, Rc::new(ModelServices), make),
            Pace::Live(_) => LiveRun::start_with(pace, limit, Rc::new(BrowserServices::default()), make),
        }
    }

    /// Starts a run like [`LiveRun::start`], with a world outside of the caller's choice.
    pub fn start_with<F>(pace: Pace, limit: usize, services: Rc<dyn Services>, make: impl FnOnce() -> F) -> LiveRun
    where
        F: std::future::Future<Output = Result<()>> + 'static,
    {
        let pacer = match pace {
            Pace::Exact => None,
            Pace::Live(rate) => Some(RefCell::new(Pacer::new(rate, wall()))),
        };
        let host = Rc::new(BrowserHost {
            pacer,
            began: wall(),
            timer: RefCell::default(),
            wish: Cell::new(None),
            hops: RefCell::default(),
            run: RefCell::default(),
        });
        let event_loop = EventLoop::new(Rc::new(Shared(host.clone())), services, Recorder::new(limit), make);
        let driver = Rc::new(Driver { event_loop, host });
        driver.host.run.replace(Rc::downgrade(&driver));
        let weak = Rc::downgrade(&driver);
        let hops = Hops::new(move || {
            if let Some(driver) = weak.upgrade() {
                driver.drive();
            }
        });
        driver.host.hops.replace(hops);
        driver.ask();
        LiveRun { driver }
    }

    /// The record, which grows with the run and outlives it.
    pub fn record(&self) -> SharedTrace {
        self.driver.event_loop.record()
    }

    /// The status with which the run ended; `None` while it goes on.
    pub fn status(&self) -> Option<Status> {
        self.driver.event_loop.status()
    }

    /// Loop time now: between events it flows on with wall time.
    pub fn now(&self) -> Micros {
        let run = &self.driver.event_loop;
        match &self.driver.host.pacer {
            Some(pacer) if run.status().is_none() => {
                let allowed = pacer.borrow().allowed(wall());
                // Not past a deadline that is about to fire.
                run.now().max(self.driver.host.wish.get().map_or(allowed, |deadline| allowed.min(deadline)))
            }
            Some(_) | None => run.now(),
        }
    }

    /// Stops or continues. No turn runs while it is paused, however much is ready.
    pub fn set_paused(&self, paused: bool) {
        let Some(pacer) = &self.driver.host.pacer else { return };
        pacer.borrow_mut().set_paused(paused, wall());
        if paused {
            drop(self.driver.host.timer.take());
        } else {
            self.driver.ask();
        }
    }

    /// Returns whether the run is paused.
    pub fn paused(&self) -> bool {
        self.driver.host.pacer.as_ref().is_some_and(|pacer| pacer.borrow().paused())
    }

    /// Changes the pace of a live run from now on.
    pub fn set_rate(&self, rate: f64) {
        if let Some(pacer) = &self.driver.host.pacer {
            pacer.borrow_mut().set_rate(rate, wall());
            self.driver.host.arm();
        }
    }

    /// Runs exactly one turn, also while paused.
    pub fn single_turn(&self) {
        if self.driver.event_loop.single_turn() == DriveOutcome::Ended {
            self.driver.host.disarm();
        }
    }
}

impl Driver {
    fn ask(&self) {
        if let Some(hops) = &*self.host.hops.borrow() {
            hops.ask();
        }
    }
}

impl Drop for LiveRun {
    fn drop(&mut self) {
        self.driver.event_loop.stop();
        self.driver.host.disarm();
    }
}

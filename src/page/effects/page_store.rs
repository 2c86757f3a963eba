//! The state with what changes it: an action goes in, the state that it makes is drawn, its effects are carried out.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::{Rc, Weak};

use yew::prelude::*;

use super::lesson_files;
use super::program_files;
use super::session::Session;
use crate::page::model::action::{Action, WorkspaceAction};
use crate::page::model::effect::{Effect, ViewOrder};
use crate::page::model::files::{FileAction, FileError};
use crate::page::model::state::{Notice, State};
use crate::web::demo_engine::DemoEngine;
use crate::web::device_files::{DroppedEntries, Picked};

/// The state as one drawing of the page sees it, and the way to change it. Cheap to clone; equal while the state is.
#[derive(Clone, Debug)]
pub struct Store {
    state: Rc<State>,
    dispatcher: Dispatcher,
}

impl Store {
    /// Applies an action. Later drawings see the state that it makes, this one does not.
    pub fn dispatch(&self, action: impl Into<Action>) {
        self.dispatcher.dispatch(action);
    }

    /// The way to change the state, without the state: it is equal over all drawings of the page.
    pub fn dispatcher(&self) -> Dispatcher {
        self.dispatcher.clone()
    }
}

impl Deref for Store {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        Rc::ptr_eq(&self.state, &other.state) || self.state == other.state
    }
}

/// Applies actions to the page's state, one after the other, and has their effects carried out.
#[derive(Clone)]
pub struct Dispatcher(Rc<SharedStore>);

impl PartialEq for Dispatcher {
    fn eq(&self, other: &Dispatcher) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Dispatcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dispatcher")
    }
}

/// A dispatcher that does not keep the page: for what the session leaves with the browser.
#[derive(Clone)]
pub(super) struct WeakDispatcher(Weak<SharedStore>);

impl WeakDispatcher {
    /// `None` once the page is gone.
    pub(super) fn upgrade(&self) -> Option<Dispatcher> {
        self.0.upgrade().map(Dispatcher)
    }
}

type Viewer = Rc<dyn Fn(ViewOrder)>;

struct SharedStore {
    state: RefCell<Rc<State>>,
    /// Draws the page anew; `None` before it is drawn first.
    redraw: RefCell<Option<UseForceUpdateHandle>>,
    /// `None` before the page is mounted, and where it is only drawn to text.
    session: RefCell<Option<Rc<Session>>>,
    /// Orders that wait until the state they came with is drawn: what they lead to may not be there before.
    orders: RefCell<Vec<ViewOrder>>,
    /// The parts of the page that take orders, each under a number of its own.
    viewers: RefCell<Vec<(u32, Viewer)>>,
    last_viewer: Cell<u32>,
}

impl Dispatcher {
    /// The state now.
    pub(super) fn state(&self) -> Rc<State> {
        self.0.state.borrow().clone()
    }

    /// Applies an action, draws the page anew if the state has changed, and carries out the effects before it returns. May
    /// be called by an effect.
    pub fn dispatch(&self, action: impl Into<Action>) {
        self.take(action.into());
    }

    /// Hands an order to the parts of the page, once the present state is drawn.
    pub fn order(&self, order: ViewOrder) {
        self.carry_out(vec![Effect::View(order)]);
    }

    fn take(&self, action: Action) {
        let before = self.state();
        let (after, effects) = before.clone().reduce(action);
        if !Rc::ptr_eq(&before, &after) {
            self.0.state.replace(after.clone());
            self.redraw();
        }
        self.carry_out(effects);
        let session = self.0.session.borrow().clone();
        if let Some(session) = session {
            session.follow(&before, &after);
        }
    }

    /// Opens a file that the reader has given to the page: a lesson in Markdown, or a record.
    pub fn open(&self, file: Picked) {
        let name = file.name();
        if name.to_lowercase().ends_with(".md") {
            return lesson_files::open(file, self.clone());
        }
        if let Some(session) = &*self.0.session.borrow() {
            session.keep(file);
        }
        self.dispatch(FileAction::Open(name));
    }

    /// Takes files that the reader has dropped onto the page: into the program that is edited, or as a record to be opened.
    pub fn take_dropped(&self, mut files: Vec<Picked>) {
        if files.len() == 1 && files[0].name().to_lowercase().ends_with(".md") {
            return lesson_files::open(files.swap_remove(0), self.clone());
        }
        let edits = self.state().script().is_some();
        let is_record = |file: &Picked| file.name().ends_with(".json");
        let is_archive = |file: &Picked| file.name().to_lowercase().ends_with(".zip");
        if !edits && files.len() == 1 && is_archive(&files[0]) {
            return self.dispatch(WorkspaceAction::Notice(Some(Notice::File(FileError::Folder(files[0].name())))));
        }
        if files.len() > 1 && !edits {
            let count = files.len() as u32;
            self.dispatch(WorkspaceAction::Notice(Some(Notice::File(FileError::Several(count)))));
        } else if edits && files.len() == 1 && is_archive(&files[0]) {
            files.pop().into_iter().for_each(|archive| program_files::take_archive(archive, self.clone()));
        } else if edits && !(files.len() == 1 && is_record(&files[0])) {
            program_files::take(files, self.clone());
        } else if let Some(file) = files.pop() {
            self.open(file);
        }
    }

    /// Takes a folder that the reader has dropped onto the page: as the program that is edited. `name` is the folder's.
    pub fn take_folder(&self, name: String, entries: DroppedEntries) {
        if self.state().script().is_some() {
            program_files::take_folder(name, entries, self.clone());
        } else {
            self.dispatch(WorkspaceAction::Notice(Some(Notice::File(FileError::Folder(name)))));
        }
    }

    /// The demo engine; `None` before the page is mounted.
    pub(super) fn demo_engine(&self) -> Option<DemoEngine> {
        self.0.session.borrow().as_ref().map(|session| session.demos.clone())
    }

    fn carry_out(&self, effects: Vec<Effect>) {
        let session = self.0.session.borrow().clone();
        for effect in effects {
            match effect {
                Effect::View(order) => {
                    self.0.orders.borrow_mut().push(order);
                    self.redraw();
                }
                other => {
                    if let Some(session) = &session {
                        session.carry_out(other);
                    }
                }
            }
        }
    }

    fn redraw(&self) {
        if let Some(redraw) = &*self.0.redraw.borrow() {
            redraw.force_update();
        }
    }

    /// Hands the orders over that wait for this drawing.
    fn deliver(&self) {
        let orders = self.0.orders.take();
        for order in orders {
            let viewers: Vec<Viewer> = self.0.viewers.borrow().iter().map(|(_, viewer)| viewer.clone()).collect();
            for viewer in viewers {
                viewer(order);
            }
        }
    }
}

/// The store of the page, whose first state is made once by `open`. For the root component only.
#[hook]
pub fn use_store(open: impl FnOnce() -> State) -> Store {
    let page = use_memo((), |()| SharedStore {
        state: RefCell::new(Rc::new(open())),
        redraw: RefCell::default(),
        session: RefCell::default(),
        orders: RefCell::default(),
        viewers: RefCell::default(),
        last_viewer: Cell::new(0),
    });
    page.redraw.replace(Some(use_force_update()));
    let dispatcher = Dispatcher(page);
    {
        let dispatcher = dispatcher.clone();
        use_effect_with((), move |()| {
            let session = Session::new(WeakDispatcher(Rc::downgrade(&dispatcher.0)));
            dispatcher.0.session.replace(Some(session));
            dispatcher.carry_out(dispatcher.state().first_effects());
            move || drop(dispatcher.0.session.take())
        });
    }
    {
        let dispatcher = dispatcher.clone();
        use_effect(move || dispatcher.deliver());
    }
    Store { state: dispatcher.state(), dispatcher }
}

/// Has `obey` called with each [`ViewOrder`], once the state that the order came with is drawn.
#[hook]
pub fn use_view_orders(store: &Store, obey: impl Fn(ViewOrder) + 'static) {
    let page = store.dispatcher.0.clone();
    // Renewed with every drawing: `obey` sees the state that was drawn last.
    use_effect(move || {
        let number = page.last_viewer.get() + 1;
        page.last_viewer.set(number);
        page.viewers.borrow_mut().push((number, Rc::new(obey)));
        move || page.viewers.borrow_mut().retain(|(other, _)| *other != number)
    });
}

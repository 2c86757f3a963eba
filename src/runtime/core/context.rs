//! Context variables: values that each task inherits from the task or callback that created it.

use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;
use std::rc::Rc;

use super::current;
use super::recording::show;
use crate::runtime::{Error, Result};
use crate::trace::EventKind;

/// The values that a task or callback sees. Copied when a task is created or a callback scheduled: a copy shares
/// until one side sets.
#[derive(Clone, Default)]
pub(crate) struct Context(Option<Rc<BTreeMap<u32, Rc<dyn Any>>>>);

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Earlier value of a context variable, with which [`ContextVar::reset`] restores it.
pub struct Token {
    id: u32,
    before: Option<Rc<dyn Any>>,
}

/// A context variable. Clones name the same variable.
#[derive(Clone, Debug)]
pub struct ContextVar<T> {
    id: u32,
    name: Rc<str>,
    default: T,
    of: PhantomData<T>,
}

impl<T: Clone + Debug + 'static> ContextVar<T> {
    /// A variable that has `default` until it is set.
    pub fn new(name: &str, default: T) -> ContextVar<T> {
        let id = NEXT.replace(NEXT.get() + 1);
        ContextVar { id, name: name.into(), default, of: PhantomData }
    }

    /// The value in the running task or callback.
    pub fn get(&self) -> T {
        let value = current::get().and_then(|core| core.context().0.as_ref()?.get(&self.id).cloned());
        value.and_then(|value| value.downcast_ref::<T>().cloned()).unwrap_or_else(|| self.default.clone())
    }

    /// Sets the value for the running task or callback, and for tasks and callbacks that they create from now on.
    /// [`ContextVar::reset`] undoes that with the token, which may also be dropped.
    pub fn set(&self, value: T) -> Token {
        Token { id: self.id, before: self.change(Some(Rc::new(value))) }
    }

    /// Restores the value before the `set` that made this token. `ValueError` for the token of another variable.
    pub fn reset(&self, token: Token) -> Result<()> {
        if token.id != self.id {
            return Err(Error::Value("the token was created by a different ContextVar".into()));
        }
        let replaced = self.change(token.before);
        drop(replaced);
        Ok(())
    }

    /// Replaces the value, `None` for the default, and returns the one before.
    fn change(&self, value: Option<Rc<dyn Any>>) -> Option<Rc<dyn Any>> {
        let core = current::get()?;
        let mut context = core.context();
        let values = Rc::make_mut(context.0.get_or_insert_default());
        let replaced = match value {
            Some(value) => values.insert(self.id, value),
            None => values.remove(&self.id),
        };
        let before = core.swap_context(context);
        drop(before);
        if core.recording() {
            let shown = show(&self.get());
            core.note(|t| EventKind::ContextChanged { name: t.intern(&self.name), value: t.intern(&shown) });
        }
        replaced
    }
}

//! How facts are caught: by functions of the module `_loopline`, and by methods of native classes that are wrapped.

pub(super) mod context_hooks;
pub(super) mod future_hooks;
pub(super) mod generator_hooks;
pub(super) mod handle_hooks;
pub(super) mod loopline_module;
pub(super) mod resource_hooks;
pub(super) mod step_hooks;

//! The places at which facts are caught as a program runs: functions of the module `_loopline`, which our modules in Python
//! call, and wrappers around methods of native classes.
//!
//! A hook schedules nothing, changes no order, and never holds a borrow of the session while code in Python may run.

mod callback_names;
mod clock_hooks;
mod context_hooks;
mod folder_hooks;
mod future_hooks;
mod generator_hooks;
mod handle_hooks;
mod loop_hooks;
mod loopline_module;
mod method_wrapping;
mod operation_hooks;
mod report_hooks;
mod resource_hooks;
mod scheduler_hooks;
mod step_errors;
mod step_hooks;
mod stop_hooks;
mod stream_hooks;

pub(super) use handle_hooks::LoopHandles;
pub(super) use loopline_module::module;

//! The place at which a run was when it reached a limit.

use crate::trace::{EventKind, Outcome, Seq, Site, TaskId, Trace, WarningCode};

/// The place at which a run was when it reached a limit, as far as the record says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LimitPlace {
    /// The task that ran, or that ran last.
    pub task: Option<TaskId>,
    /// The line at which the program stood, or at which that task waits.
    pub site: Option<Site>,
    /// The event that reports the limit.
    pub seq: Option<Seq>,
}

impl LimitPlace {
    /// Reads the place from the end of a record; nothing is known of one that no limit ended.
    pub fn of(trace: &Trace) -> LimitPlace {
        let kinds = trace.kinds();
        let at_limit = |kind: &EventKind| matches!(kind, EventKind::Warning { code: WarningCode::Limit, .. });
        let Some(limit) = kinds.iter().rposition(at_limit) else { return LimitPlace::default() };
        let EventKind::Warning { site, .. } = kinds[limit] else { return LimitPlace::default() };
        let seq = Some(Seq(limit as u32));
        for kind in kinds[..limit].iter().rev() {
            match *kind {
                EventKind::StepBegan { task } => return LimitPlace { task: Some(task), site, seq },
                // No step ran: the line of the program that runs is that which has started the loop.
                EventKind::StepEnded { task, stack, outcome: Outcome::Suspended(_) } => {
                    let innermost = trace.stack(stack).first().map(|frame| frame.site);
                    return LimitPlace { task: Some(task), site: innermost.or(site), seq };
                }
                _ => {}
            }
        }
        LimitPlace { task: None, site, seq }
    }
}

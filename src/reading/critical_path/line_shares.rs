//! The share of each source line in the path, and in the waiting of all tasks.

use super::super::IdMap;
use super::super::spans::{Activity, Spans};
use super::CriticalPath;
use super::path_facts::suspended_at;
use crate::clock::Micros;
use crate::trace::{Site, Trace};

/// The times of one source line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineShare {
    /// The line.
    pub site: Site,
    /// The time of the path that is of this line.
    pub path: Micros,
    /// The time for which tasks have waited at this line, taken together.
    pub waiting: Micros,
}

/// Returns the times of the lines, the greatest share of the path first, then the longest waiting.
pub fn line_shares(trace: &Trace, spans: &Spans, path: &CriticalPath) -> Vec<LineShare> {
    let mut lines: IdMap<Site, [Micros; 2]> = IdMap::default();
    let mut add = |site: Site, kind: usize, time: Micros| {
        let times = lines.or_default(site);
        times[kind] = times[kind] + time;
    };
    for part in &path.parts {
        if let Some(site) = part.site {
            add(site, 0, part.length());
        }
    }
    for span in spans.tasks.iter().flat_map(|task| &task.spans) {
        let Activity::Waiting(_) = span.doing else { continue };
        let to = span.to.map_or(path.to, |to| to.t).min(path.to);
        let from = span.from.t.max(path.from);
        if let Some(site) = suspended_at(trace, &trace.event(span.from.seq))
            && from < to
        {
            add(site, 1, to - from);
        }
    }
    let mut shares: Vec<LineShare> = Vec::new();
    for (site, [path, waiting]) in lines.iter() {
        // There are few lines: a sort would be more code for the page to fetch than time saved.
        let place = shares.partition_point(|other| (other.path, other.waiting) >= (*path, *waiting));
        shares.insert(place, LineShare { site: *site, path: *path, waiting: *waiting });
    }
    shares
}

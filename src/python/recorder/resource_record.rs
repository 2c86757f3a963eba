//! Locks, queues and their kin.

use std::collections::HashMap;

use super::{Address, ProgramRecorder};
use crate::trace::{EventKind, ResourceId, ResourceKind, ResourceState, TaskId};

#[derive(Clone, Debug)]
struct ResourceEntry {
    id: ResourceId,
    kind: ResourceKind,
    /// The state as it was recorded last.
    recorded: Option<ResourceState>,
    holder: Option<TaskId>,
}

/// All resources, and the parts of which they are made.
#[derive(Default)]
pub(super) struct ResourceRecord {
    entries: HashMap<Address, ResourceEntry>,
    /// The resource to which each part belongs, such as a condition's lock; a resource is a part of itself.
    owners: HashMap<Address, Address>,
    /// The name of each resource, by its id.
    names: Vec<Box<str>>,
    /// The number of resources being made inside one another, of which only the outermost is shown.
    being_made: u32,
}

impl ResourceRecord {
    /// Returns the name of the resource with this id.
    pub fn name(&self, id: u32) -> Option<&str> {
        self.names.get(id as usize).map(|name| &**name)
    }
}

impl ProgramRecorder {
    /// Begins the making of a resource; returns whether it is not part of another.
    pub fn resource_begins(&mut self, address: Address) -> bool {
        self.resources.owners.remove(&address);
        self.resources.being_made += 1;
        self.resources.being_made == 1
    }

    /// Records a resource that has been made, unless it is part of another.
    pub fn resource_begun(
        &mut self,
        address: Address,
        kind: ResourceKind,
        name: Option<&str>,
        capacity: Option<u32>,
        parts: &[Address],
    ) {
        let resources = &mut self.resources;
        resources.being_made = resources.being_made.saturating_sub(1);
        if resources.being_made > 0 {
            return;
        }
        let resource = self.add_resource(kind, name, capacity);
        let resources = &mut self.resources;
        resources.owners.insert(address, address);
        resources.entries.insert(address, ResourceEntry { id: resource, kind, recorded: None, holder: None });
        for part in parts {
            // A lock that the program made itself and handed over remains a resource of its own.
            resources.owners.entry(*part).or_insert(address);
        }
    }

    /// Records a resource that has no address, and returns its number.
    pub(super) fn add_resource(&mut self, kind: ResourceKind, name: Option<&str>, capacity: Option<u32>) -> ResourceId {
        let resource = ResourceId(self.resources.names.len() as u32);
        let name = name.map_or_else(|| format!("{}-{}", kind.word(), resource.0 + 1), str::to_string);
        self.resources.names.push(name.as_str().into());
        let name = self.intern(&name);
        self.note(EventKind::ResourceCreated { resource, kind, name, capacity });
        resource
    }

    /// Finds a resource by its own address or that of a part: its address, kind and id.
    pub fn resource(&self, address: Address) -> Option<(Address, ResourceKind, ResourceId)> {
        let owner = self.resources.owners.get(&address)?;
        let entry = self.resources.entries.get(owner)?;
        Some((*owner, entry.kind, entry.id))
    }

    /// Records a resource's state if it has changed. `locked` is given for a resource that a task holds.
    pub fn resource_changed(&mut self, address: Address, mut state: ResourceState, locked: Option<bool>) {
        let running = self.running_task();
        let Some(entry) = self.resources.entries.get_mut(&address) else { return };
        match locked {
            Some(true) if entry.holder.is_none() => entry.holder = running,
            Some(false) => entry.holder = None,
            _ => {}
        }
        state.holder = entry.holder;
        if entry.recorded.as_ref() == Some(&state) {
            return;
        }
        entry.recorded = Some(state.clone());
        let resource = entry.id;
        if !self.events.is_on() {
            return;
        }
        let state = self.events.trace().borrow_mut().push_snapshot(state);
        self.note(EventKind::ResourceChanged { resource, state });
    }
}

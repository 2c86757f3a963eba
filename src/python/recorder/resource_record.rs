//! Locks and queues.

use super::{Address, Book, Resource};
use crate::trace::{Kind, ResourceId, ResourceKind, ResourceState};

impl Book {
    /// A resource is being made; `true` if it is not part of another.
    pub fn resource_begins(&mut self, address: Address) -> bool {
        self.resources.remove(&address);
        self.making += 1;
        self.making == 1
    }

    pub fn resource_begun(
        &mut self,
        address: Address,
        kind: ResourceKind,
        name: Option<&str>,
        capacity: Option<u32>,
        parts: &[Address],
    ) {
        self.making = self.making.saturating_sub(1);
        if self.making > 0 {
            return;
        }
        let resource = ResourceId(self.next_resource);
        self.next_resource += 1;
        self.resources.insert(address, address);
        self.kinds.insert(address, Resource { id: resource, kind, last: None, holder: None });
        for part in parts {
            // A lock that the program made itself and handed over is a resource of its own.
            self.resources.entry(*part).or_insert(address);
        }
        let name = name.map_or_else(|| format!("{}-{}", kind.word(), resource.0 + 1), str::to_string);
        let name = self.intern(&name);
        self.note(Kind::ResourceCreated { resource, kind, name, capacity });
    }

    /// A resource by itself or by a part of it: where it lies, what it is, its id.
    pub fn resource(&self, address: Address) -> Option<(Address, ResourceKind, ResourceId)> {
        let whole = self.resources.get(&address)?;
        let resource = self.kinds.get(whole)?;
        Some((*whole, resource.kind, resource.id))
    }

    /// Records a resource's contents if they have changed. `locked` is for what somebody holds.
    pub fn resource_changed(&mut self, address: Address, mut state: ResourceState, locked: Option<bool>) {
        let running = self.step.map(|(task, _)| task);
        let Some(resource) = self.kinds.get_mut(&address) else { return };
        match locked {
            Some(true) if resource.holder.is_none() => resource.holder = running,
            Some(false) => resource.holder = None,
            _ => {}
        }
        state.holder = resource.holder;
        if resource.last.as_ref() == Some(&state) {
            return;
        }
        resource.last = Some(state.clone());
        let resource = resource.id;
        let state = self.recorder.trace().borrow_mut().push_snapshot(state);
        self.note(Kind::ResourceChanged { resource, state });
    }
}

//! A map from ids to values, in order of the ids.
//!
//! Ids are given in order, so a new entry goes to the end; a removed entry leaves a gap until there are as many gaps as
//! entries. A copy is therefore two blocks of memory, and a search a bisection: for the ten thousands of entries that a
//! [`State`](super::State) may have both are several times as quick as in a tree.

use std::ops::Index;

/// A map in two sorted lists. Two maps are equal if they have the same entries, wherever the gaps are.
#[derive(Clone, Debug)]
pub struct IdMap<K, V> {
    /// The ids of entries and gaps, ascending.
    keys: Vec<K>,
    /// The value under each id; `None` for a gap.
    values: Vec<Option<V>>,
    gaps: usize,
}

/// The number of gaps up to which closing them is not worth the copy.
const MAX_GAPS: usize = 32;

impl<K, V> Default for IdMap<K, V> {
    fn default() -> Self {
        IdMap { keys: Vec::new(), values: Vec::new(), gaps: 0 }
    }
}

impl<K: Copy + Ord, V> IdMap<K, V> {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.keys.len() - self.gaps
    }

    /// Returns true if there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Finds the value under an id.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.values[self.keys.binary_search(key).ok()?].as_ref()
    }

    /// Finds the value under an id, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.values[self.keys.binary_search(key).ok()?].as_mut()
    }

    /// Returns true if there is a value under an id.
    pub fn contains_key(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    /// Puts a value under an id, in place of the one that was there.
    pub fn insert(&mut self, key: K, value: V) {
        *self.place(key) = Some(value);
    }

    /// The value under an id, which becomes the type's default if there was none.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.place(key).get_or_insert_with(V::default)
    }

    /// Makes an entry for an id, which the caller fills.
    fn place(&mut self, key: K) -> &mut Option<V> {
        let at = match self.keys.last() {
            Some(last) if *last >= key => self.keys.binary_search(&key),
            _ => Err(self.keys.len()),
        };
        match at {
            Ok(at) => {
                self.gaps -= usize::from(self.values[at].is_none());
                &mut self.values[at]
            }
            Err(at) => {
                self.keys.insert(at, key);
                self.values.insert(at, None);
                &mut self.values[at]
            }
        }
    }

    /// Takes out the value under an id.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let at = self.keys.binary_search(key).ok()?;
        let taken = self.values[at].take()?;
        self.gaps += 1;
        if self.gaps > MAX_GAPS && self.gaps > self.len() {
            let mut lives = self.values.iter().map(Option::is_some);
            self.keys.retain(|_| lives.next() == Some(true));
            self.values.retain(Option::is_some);
            self.gaps = 0;
        }
        Some(taken)
    }

    /// All ids with their values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + Clone {
        self.keys.iter().zip(&self.values).filter_map(|(key, value)| Some((key, value.as_ref()?)))
    }

    /// All ids in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// All values, in order of the ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.values.iter().flatten()
    }
}

impl<K: Copy + Ord, V: PartialEq> PartialEq for IdMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

/// Panics for an id without a value.
impl<K: Copy + Ord, V> Index<&K> for IdMap<K, V> {
    type Output = V;

    fn index(&self, key: &K) -> &V {
        self.get(key).expect("an id that has a value")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_an_ordered_map(deeds in proptest::collection::vec((0..4u8, 0..120u32, any::<u8>()), 0..600)) {
            let (mut living, mut map) = (IdMap::default(), BTreeMap::new());
            let mut newest = 0;
            for (deed, key, value) in deeds {
                match deed {
                    // As ids are given.
                    0 => {
                        newest += 1;
                        living.insert(newest, value);
                        map.insert(newest, value);
                    }
                    1 => {
                        living.insert(key, value);
                        map.insert(key, value);
                    }
                    2 => prop_assert_eq!(living.remove(&key), map.remove(&key)),
                    _ => {
                        *living.or_default(key) ^= value;
                        *map.entry(key).or_default() ^= value;
                    }
                }
                prop_assert_eq!(living.get(&key), map.get(&key));
                prop_assert_eq!(living.get_mut(&newest), map.get_mut(&newest));
                prop_assert_eq!((living.len(), living.is_empty()), (map.len(), map.is_empty()));
            }
            prop_assert!(living.iter().eq(map.iter()) && living.keys().eq(map.keys()) && living.values().eq(map.values()));
            let mut again = IdMap::default();
            for (key, value) in &map {
                again.insert(*key, *value);
            }
            prop_assert_eq!(again, living);
        }
    }
}

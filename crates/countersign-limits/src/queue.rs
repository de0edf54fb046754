//! The order in which work runs. Pure: the waiting work is a value of the caller.
use super::{
    networks::{Counts, Networks},
    turns::{Order, Turns, path},
};

/// The resources, and the bounds of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Concurrent pieces of work.
    pub slots: u32,
    /// Their total memory in octets. A piece that needs more runs alone.
    pub octets: u64,
    /// Waiting pieces in total.
    pub waiting: u32,
    /// Waiting pieces from one address (/32, /64); three and nine times as many from its larger networks.
    pub from_one: u32,
}

/// The priority of work. A class waits for those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A client that proves its password without sending it, or a key.
    Proof,
    /// A password that was sent.
    Password,
    /// Record upgrades after a login, which no client waits for.
    Renewal,
}

/// Waiting and running work.
pub struct Queue<T> {
    capacity: Capacity,
    running: u32,
    in_use: u64,
    peak: u64,
    count: u64,
    classes: [Turns<Waiting<T>>; 3],
    waiting: u32,
    from: Counts,
}

/// A position in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePosition {
    class: Class,
    from: Networks,
    number: u64,
}

/// The queue is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

struct Waiting<T> {
    from: Networks,
    octets: u64,
    what: T,
}

impl<T> Queue<T> {
    /// Creates an empty queue for this capacity.
    pub fn new(capacity: Capacity) -> Self {
        let classes = [Turns::default(), Turns::default(), Turns::default()];
        let (from, waiting) = (Default::default(), 0);
        Self { capacity, running: 0, in_use: 0, peak: 0, count: 0, classes, waiting, from }
    }

    /// Adds work to the queue.
    pub fn join(
        &mut self,
        class: Class,
        from: Networks,
        octets: u64,
        what: T,
    ) -> Result<QueuePosition, Full> {
        let is_room =
            self.waiting < self.capacity.waiting && from.has_room(&self.from, self.capacity.from_one);
        if !is_room {
            return Err(Full);
        }
        self.waiting = self.waiting.saturating_add(1);
        from.add_to(&mut self.from);
        self.count = self.count.saturating_add(1);
        let number = self.count;
        self.turns(class).push(&path(from), number, Waiting { from, octets, what });
        Ok(QueuePosition { class, from, number })
    }

    /// Starts the next piece of work if its resources are free; returns it with its octets, which the caller returns to
    /// [`done`](Self::done). A piece that does not fit is not overtaken, because it might then never run.
    pub fn start_next(&mut self) -> Option<(T, u64)> {
        let class = [Class::Proof, Class::Password, Class::Renewal]
            .into_iter()
            .find(|class| !self.turns(*class).is_empty())?;
        let octets = self.turns(class).first()?.octets;
        let together = self.in_use.saturating_add(octets);
        let fits = self.in_use == 0 || together <= self.capacity.octets;
        if self.running >= self.capacity.slots || !fits {
            return None;
        }
        let Waiting { from, what, .. } = self.turns(class).pop()?;
        self.no_longer_waits(from);
        self.running = self.running.saturating_add(1);
        self.in_use = together;
        self.peak = self.peak.max(together);
        Some((what, octets))
    }

    /// Removes waiting work; no effect if it was started already.
    pub fn leave(&mut self, position: QueuePosition) {
        let QueuePosition { class, from, number } = position;
        if self.turns(class).remove(&path(from), number).is_some() {
            self.no_longer_waits(from);
        }
    }

    /// Ends a piece of work.
    pub fn done(&mut self, octets: u64) {
        self.running = self.running.saturating_sub(1);
        self.in_use = self.in_use.saturating_sub(octets);
    }

    /// Returns running pieces, waiting pieces, octets in use, and their maximum so far.
    pub fn load(&self) -> Load {
        Load { running: self.running, waiting: self.waiting, octets: self.in_use, peak: self.peak }
    }

    fn no_longer_waits(&mut self, from: Networks) {
        self.waiting = self.waiting.saturating_sub(1);
        from.take_from(&mut self.from);
    }

    fn turns(&mut self, class: Class) -> &mut Turns<Waiting<T>> {
        let [proof, password, renewal] = &mut self.classes;
        match class {
            Class::Proof => proof,
            Class::Password => password,
            Class::Renewal => renewal,
        }
    }
}

/// The load of a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Pieces of work that run.
    pub running: u32,
    /// Pieces of work that wait.
    pub waiting: u32,
    /// Octets of memory that running work takes.
    pub octets: u64,
    /// The most octets that running work has taken together.
    pub peak: u64,
}

impl<T> std::fmt::Debug for Queue<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").field("load", &self.load()).finish_non_exhaustive()
    }
}

//! The order in which work gets a share of the machine. Pure: what waits is a value of the caller's.
use super::{
    networks::{Counts, Networks},
    turns::{Order, Turns, path},
};

/// What there is to share, and how much may wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Capacity {
    /// Pieces of work that run at a time.
    pub(crate) places: u32,
    /// Octets that they may take together. A piece that needs more runs alone.
    pub(crate) octets: u64,
    /// Pieces that wait, in all.
    pub(crate) waiting: u32,
    /// Of them those from one address (/32, /64); three and nine times as many from its larger networks.
    pub(crate) from_one: u32,
}

/// What goes first. A class waits for the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// A client that proves its password without sending it, or a key.
    Proof,
    /// A password that was sent.
    Password,
    /// Records that are made stronger after a login, which no client waits for.
    Renewal,
}

/// Work that waits, or runs.
pub(crate) struct Queue<T> {
    capacity: Capacity,
    running: u32,
    in_use: u64,
    peak: u64,
    count: u64,
    classes: [Turns<Waiting<T>>; 3],
    waiting: u32,
    from: Counts,
}

/// A place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    class: Class,
    from: Networks,
    number: u64,
}

/// No more may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full;

struct Waiting<T> {
    from: Networks,
    octets: u64,
    what: T,
}

impl<T> Queue<T> {
    pub(crate) fn new(capacity: Capacity) -> Self {
        let classes = [Turns::default(), Turns::default(), Turns::default()];
        let (from, waiting) = (Default::default(), 0);
        Self { capacity, running: 0, in_use: 0, peak: 0, count: 0, classes, waiting, from }
    }

    /// Takes a place in the order.
    pub(crate) fn join(
        &mut self,
        class: Class,
        from: Networks,
        octets: u64,
        what: T,
    ) -> Result<Ticket, Full> {
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
        Ok(Ticket { class, from, number })
    }

    /// Lets the next piece of work on, if what it needs is free; with its octets, which are to be handed back to
    /// [`done`](Self::done). A piece that does not fit is not overtaken, or it would wait for ever.
    pub(crate) fn next(&mut self) -> Option<(T, u64)> {
        let class = [Class::Proof, Class::Password, Class::Renewal]
            .into_iter()
            .find(|class| !self.turns(*class).is_empty())?;
        let octets = self.turns(class).first()?.octets;
        let together = self.in_use.saturating_add(octets);
        let fits = self.in_use == 0 || together <= self.capacity.octets;
        if self.running >= self.capacity.places || !fits {
            return None;
        }
        let Waiting { from, what, .. } = self.turns(class).pop()?;
        self.no_longer_waits(from);
        self.running = self.running.saturating_add(1);
        self.in_use = together;
        self.peak = self.peak.max(together);
        Some((what, octets))
    }

    /// Gives a place in the order up; nothing happens if the work has been let on already.
    pub(crate) fn leave(&mut self, ticket: Ticket) {
        let Ticket { class, from, number } = ticket;
        if self.turns(class).remove(&path(from), number).is_some() {
            self.no_longer_waits(from);
        }
    }

    /// A piece of work that was let on has ended.
    pub(crate) fn done(&mut self, octets: u64) {
        self.running = self.running.saturating_sub(1);
        self.in_use = self.in_use.saturating_sub(octets);
    }

    /// Pieces that run, pieces that wait, octets in use now and at the most so far.
    pub(crate) fn load(&self) -> Load {
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

/// What a queue holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Load {
    pub(crate) running: u32,
    pub(crate) waiting: u32,
    pub(crate) octets: u64,
    pub(crate) peak: u64,
}

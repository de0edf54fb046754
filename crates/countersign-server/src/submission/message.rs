//! A message in shared memory limits.
use countersign_limits::{Quota, Share};

/// The largest accepted message in octets.
pub(super) const SIZE: usize = 10 * 1024 * 1024;
/// RFC 5321 requires lines of at least 1000 octets; clients write longer ones.
pub(super) const LINE: usize = 65_536;

/// A message as received so far.
pub(super) struct Message {
    octets: Vec<u8>,
    /// The memory of `octets`.
    share: Share,
}

/// Why a message cannot grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoRoom {
    /// It exceeds the size limit.
    TooLarge,
    /// The shared memory is in use.
    Memory,
}

/// The initial allocation.
const FIRST: usize = 65_536;
/// The largest allocation: the largest message, and the line that exceeds it.
const MAX: usize = SIZE + LINE + 2;

impl Message {
    /// Begins a message of this account with these lines, if there is memory for it.
    pub(super) fn new(account: &str, head: &str, memory: &Quota) -> Option<Self> {
        // A large one, and the beginning of another.
        let most = u64::try_from(MAX.saturating_add(FIRST)).unwrap_or(u64::MAX);
        let mut message = Self { octets: Vec::new(), share: memory.share_of(account, most) };
        message.reserve(FIRST.max(head.len())).ok()?;
        message.octets.extend_from_slice(head.as_bytes());
        Some(message)
    }

    pub(super) fn as_octets(&self) -> &[u8] {
        &self.octets
    }

    /// Adds a line.
    pub(super) fn add(&mut self, line: &[u8]) -> Result<(), NoRoom> {
        let length = self.octets.len().saturating_add(line.len()).saturating_add(2);
        if length > SIZE {
            return Err(NoRoom::TooLarge);
        }
        if length > self.octets.capacity() {
            self.reserve(length.saturating_mul(2).min(MAX))?;
        }
        self.octets.extend_from_slice(line);
        self.octets.extend_from_slice(b"\r\n");
        Ok(())
    }

    /// Reserves this capacity in total.
    fn reserve(&mut self, capacity: usize) -> Result<(), NoRoom> {
        let more = capacity.saturating_sub(self.octets.capacity());
        if !self.share.grow(u64::try_from(more).unwrap_or(u64::MAX)) {
            return Err(NoRoom::Memory);
        }
        self.octets.reserve_exact(capacity.saturating_sub(self.octets.len()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Message, NoRoom, SIZE};
    use countersign_limits::Quota;

    #[test]
    fn a163_messages_share_their_memory_and_give_it_back() {
        let memory = Quota::new(5 * FIRST as u64);
        let line = [b'x'; 998];
        let mut first = Message::new("alice", "Head: 1\r\n", &memory).unwrap();
        let second = Message::new("alice", "", &memory).unwrap();
        let refused = (0..1000).find_map(|_| first.add(&line).err());
        assert_eq!(refused, Some(NoRoom::Memory));
        assert!(first.as_octets().len() < 3 * FIRST, "{}", first.as_octets().len());
        drop(second);
        assert_eq!(first.add(&line), Ok(()));
        drop(first);
        assert_eq!(memory.taken(), 0);
    }

    #[test]
    fn a163_each_message_has_a_size_limit() {
        let memory = Quota::new(u64::MAX);
        let mut message = Message::new("alice", "", &memory).unwrap();
        let refused = (0..SIZE).find_map(|_| message.add(&[b'x'; 9_998]).err());
        assert_eq!(refused, Some(NoRoom::TooLarge));
        assert!(message.as_octets().len() <= SIZE);
        assert!(memory.taken() < (SIZE + 2 * FIRST) as u64, "{}", memory.taken());
    }
}

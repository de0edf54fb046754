//! The changes to a message.

/// Reads the changes from the input: for each message some moves, up to a zero or the end, then a whim.
pub struct Meddler<'a> {
    input: &'a [u8],
    swaps: &'static [(&'static str, &'static str)],
    /// The texts known before, and all messages that either end has sent, with their changes.
    seen: Vec<Vec<u8>>,
}

/// An action in addition to the changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whim {
    Nothing,
    /// The client gets a forged success.
    Success,
    /// A forged message is sent first.
    Insert,
    /// The message is dropped.
    Drop,
}

/// Zeros in base64, with the length of each hash.
const VERIFIERS: [&str; 4] = [
    "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
    "",
];

/// The maximum length, above that of any end's messages.
const LONGEST: usize = 4096;

impl<'a> Meddler<'a> {
    pub fn new(
        input: &'a [u8],
        swaps: &'static [(&'static str, &'static str)],
        recorded: Vec<Vec<u8>>,
    ) -> Self {
        Self { input, swaps, seen: recorded }
    }

    /// Returns the message as it is delivered.
    pub fn pass(&mut self, message: &[u8]) -> Vec<u8> {
        let mut text = message.to_vec();
        self.seen.push(text.clone());
        while let Some(code @ 1..) = self.next() {
            self.change(code, &mut text);
            text.truncate(LONGEST);
        }
        self.seen.push(text.clone());
        text
    }

    /// Returns the action in addition to the changes of a message.
    pub fn whim(&mut self) -> Whim {
        match self.next() {
            Some(0xfe) => Whim::Success,
            Some(0xfd) => Whim::Insert,
            Some(0xfc) => Whim::Drop,
            _ => Whim::Nothing,
        }
    }

    /// Returns a forged message; by default a verifier that is valid for keys of zeros.
    pub fn speaks(&mut self) -> Vec<u8> {
        match self.next() {
            Some(code @ 0..=3) => format!("v={}", VERIFIERS[usize::from(code)]).into_bytes(),
            Some(code) if usize::from(code) < self.seen.len() + 4 => self.seen[usize::from(code) - 4].clone(),
            Some(_) => {
                let mut text = Vec::new();
                self.change(8, &mut text);
                text
            }
            None => Vec::new(),
        }
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.input.split_first()?;
        self.input = rest;
        Some(*first)
    }

    fn change(&mut self, code: u8, text: &mut Vec<u8>) {
        let argument = self.next().unwrap_or(0);
        let at = usize::from(argument) % text.len().max(1);
        match code % 11 {
            0 if !text.is_empty() => drop(text.remove(at)),
            1 if !text.is_empty() => text[at] = self.next().unwrap_or(b','),
            2 => text.insert(usize::from(argument) % (text.len() + 1), self.next().unwrap_or(b',')),
            3 if !text.is_empty() => text[at] ^= 1 << (self.next().unwrap_or(0) % 8),
            4 => text.truncate(at),
            5 => text.extend_from_within(..),
            // Another message: an earlier one, one of the other end or of another exchange, or the unchanged
            // original.
            6 if !self.seen.is_empty() => {
                text.clone_from(&self.seen[usize::from(argument) % self.seen.len()])
            }
            7 if !self.swaps.is_empty() => swap(text, self.swaps[usize::from(argument) % self.swaps.len()]),
            8 => {
                let length = usize::from(argument).min(self.input.len());
                let (literal, rest) = self.input.split_at(length);
                *text = literal.to_vec();
                self.input = rest;
            }
            // The value of the last attribute.
            9 => {
                if let Some(end) = text.iter().rposition(|octet| *octet == b'=') {
                    text.truncate(end + usize::from(argument % 3));
                }
            }
            // Many octets inserted in the middle.
            10 => {
                let many = vec![b'A'; usize::from(argument) * 8];
                let middle =
                    text.iter().position(|octet| *octet == b'r').map_or(0, |at| (at + 2).min(text.len()));
                text.splice(middle..middle, many);
            }
            _ => {}
        }
    }
}

fn swap(text: &mut Vec<u8>, (from, to): (&str, &str)) {
    // Without a position it is inserted at the beginning.
    let at = match from {
        "" => Some(0),
        _ => text.windows(from.len()).position(|window| window == from.as_bytes()),
    };
    if let Some(at) = at {
        text.splice(at..at + from.len(), to.bytes());
    }
}

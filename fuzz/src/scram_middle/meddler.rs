//! What is done to a message on its way.

/// Reads the meddling off the input: for each message some moves, up to a zero or the end.
pub(super) struct Meddler<'a> {
    input: &'a [u8],
    /// Every message that has been sent, by either end, and what came of it.
    seen: Vec<Vec<u8>>,
}

/// Texts that mean something, and what they might be turned into.
const SWAPS: [(&str, &str); 18] = [
    ("n=amy", "n=bob"),
    ("n=bob", "n=amy"),
    ("a=amy", "a=bob"),
    (",,n=", ",a=bob,n="),
    ("a=bob,", ","),
    ("y,", "n,"),
    ("n,", "y,"),
    ("p=tls-exporter", "y"),
    ("p=tls-exporter", "n"),
    ("p=tls-exporter", "p=tls-unique"),
    ("y,,", "p=tls-exporter,,"),
    ("i=4", "i=5"),
    ("i=4", "i=999999"),
    ("c=biws", "c=eSws"),
    ("c=eSws", "c=biws"),
    (",p=", ",x=1,p="),
    ("v=", "e=other-error,v="),
    ("r=", "r=r"),
];

/// Zeroes in base64, as long as each hash.
const VERIFIERS: [&str; 4] = [
    "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
    "",
];

/// More than any end sends by itself.
const LONGEST: usize = 4096;

impl<'a> Meddler<'a> {
    pub(super) fn new(input: &'a [u8]) -> Self {
        Self { input, seen: Vec::new() }
    }

    /// The message as it arrives.
    pub(super) fn pass(&mut self, message: &[u8]) -> Vec<u8> {
        let mut text = message.to_vec();
        self.seen.push(text.clone());
        while let Some(code @ 1..) = self.next() {
            self.change(code, &mut text);
            text.truncate(LONGEST);
        }
        self.seen.push(text.clone());
        text
    }

    /// The middle tells the client that it is in.
    pub(super) fn claims_success(&mut self) -> bool {
        self.next() == Some(0xfe)
    }

    /// The middle says something of its own; a verifier that would be the right one for keys of zeroes, if it has none.
    pub(super) fn speaks(&mut self) -> Vec<u8> {
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
            // Another message: earlier, of the other end, or this one as it was.
            6 if !self.seen.is_empty() => {
                text.clone_from(&self.seen[usize::from(argument) % self.seen.len()])
            }
            7 => swap(text, SWAPS[usize::from(argument) % SWAPS.len()]),
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
            // Many octets in the middle of it.
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
    if let Some(at) = text.windows(from.len()).position(|window| window == from.as_bytes()) {
        text.splice(at..at + from.len(), to.bytes());
    }
}

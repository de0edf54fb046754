//! What looks like chance, and is not.

/// What is different from one run to the next is nothing.
pub struct Random(u64);

impl Random {
    pub fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    pub fn next(&mut self) -> u8 {
        // xorshift64 of Marsaglia.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.to_be_bytes()[2]
    }

    #[allow(dead_code, reason = "not every test asks for it")]
    pub fn index(&mut self, limit: usize) -> usize {
        (usize::from(self.next()) << 8 | usize::from(self.next())) % limit
    }

    pub fn below(&mut self, limit: u8) -> u8 {
        self.next() % limit
    }
}

//! What work costs.

/// What work costs, in units of one PBKDF2 iteration (about two compressions of the hash): some 0.1 µs for
/// SHA-256 on a machine of 2025, so 4096 units are about 0.4 ms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost(u32);

impl Cost {
    /// So many units.
    pub const fn units(units: u32) -> Self {
        Self(units)
    }

    /// How many units.
    pub const fn get(self) -> u32 {
        self.0
    }
}

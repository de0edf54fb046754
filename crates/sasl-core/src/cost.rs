//! What work costs.

/// What work costs: time, in units of one PBKDF2 iteration (about two compressions of the hash; some 0.1 µs for SHA-256 on
/// a machine of 2025, so 4096 units are about 0.4 ms), and memory, which a memory-hard hash takes while it runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost {
    units: u32,
    /// In KiB.
    memory: u32,
}

impl Cost {
    /// A cost of so many units, in next to no memory.
    pub const fn units(units: u32) -> Self {
        Self { units, memory: 0 }
    }

    /// Returns the same cost with the KiB of memory that the work takes at a time.
    pub const fn with_memory(self, kib: u32) -> Self {
        Self { memory: kib, ..self }
    }

    /// Returns the number of units.
    pub const fn get(self) -> u32 {
        self.units
    }

    /// Returns the octets of memory that the work takes at a time: 0 unless the hash is memory-hard.
    pub const fn memory(self) -> u64 {
        // Widening; `From` is not const.
        (self.memory as u64).saturating_mul(1024)
    }
}

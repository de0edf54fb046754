//! The cost of work.

/// The cost of work in time and memory.
///
/// The unit of time is one PBKDF2 iteration (about two compressions of the hash). For SHA-256 that is some 0.1 µs
/// on a machine of 2025, so 4096 units are about 0.4 ms. The memory is what a memory-hard hash uses while it runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cost {
    units: u32,
    /// The memory in KiB.
    memory: u32,
}

impl Cost {
    /// Creates a cost of `units` with negligible memory.
    pub const fn units(units: u32) -> Self {
        Self { units, memory: 0 }
    }

    /// Returns this cost with the memory, in KiB, that the work uses at a time.
    pub const fn with_memory(self, kib: u32) -> Self {
        Self { memory: kib, ..self }
    }

    /// Returns the number of units.
    pub const fn get(self) -> u32 {
        self.units
    }

    /// Returns the octets of memory that the work uses at a time: 0 unless the hash is memory-hard.
    pub const fn memory(self) -> u64 {
        // A widening cast; `From` is not const.
        (self.memory as u64).saturating_mul(1024)
    }
}

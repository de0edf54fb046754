//! SHA-1 (FIPS 180-4), on the block function of RustCrypto.
use super::{Hash, merkle_damgard::merkle_damgard};

/// SHA-1, for SCRAM-SHA-1 (RFC 5802). Collisions are no problem for SCRAM. It is the weakest hash, for clients and
/// records that have no other.
#[derive(Debug)]
pub enum Sha1 {}

impl Hash for Sha1 {
    const NAME: &'static str = "SCRAM-SHA-1";
    const PLUS: &'static str = "SCRAM-SHA-1-PLUS";
    const STRENGTH: u8 = 40;
}

merkle_damgard!(
    Sha1,
    sha1::block_api::compress,
    [u32; 5],
    64,
    20,
    u64,
    [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
);

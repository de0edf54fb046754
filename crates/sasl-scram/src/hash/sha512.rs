//! SHA-512 (FIPS 180-4), on the block function of RustCrypto.
use super::{Hash, merkle_damgard::merkle_damgard};

/// SHA-512, for SCRAM-SHA-512 (registered with IANA; draft-melnikov-scram-sha-512).
#[derive(Debug)]
pub enum Sha512 {}

impl Hash for Sha512 {
    const NAME: &'static str = "SCRAM-SHA-512";
    const PLUS: &'static str = "SCRAM-SHA-512-PLUS";
    const STRENGTH: u8 = 70;
}

merkle_damgard!(
    Sha512,
    sha2::block_api::compress512,
    [u64; 8],
    128,
    64,
    u128,
    [
        0x6a09_e667_f3bc_c908,
        0xbb67_ae85_84ca_a73b,
        0x3c6e_f372_fe94_f82b,
        0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1,
        0x9b05_688c_2b3e_6c1f,
        0x1f83_d9ab_fb41_bd6b,
        0x5be0_cd19_137e_2179,
    ]
);

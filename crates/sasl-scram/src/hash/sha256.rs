//! SHA-256 (FIPS 180-4), on the block function of RustCrypto.
use super::merkle_damgard::merkle_damgard;

/// SHA-256, for SCRAM-SHA-256 (RFC 7677).
#[derive(Debug)]
#[cfg_attr(not(feature = "sha-256"), expect(unreachable_pub, reason = "a name for the engine alone"))]
pub enum Sha256 {}

#[cfg(feature = "sha-256")]
impl super::Hash for Sha256 {
    const NAME: &'static str = "SCRAM-SHA-256";
    const PLUS: &'static str = "SCRAM-SHA-256-PLUS";
    const STRENGTH: u8 = 50;
}

merkle_damgard!(
    Sha256,
    sha2::block_api::compress256,
    [u32; 8],
    64,
    32,
    u64,
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,]
);

//! See Cargo.toml: linking this is the test.
#![no_std]
extern crate alloc;

use alloc::format;
use core::{
    alloc::{GlobalAlloc, Layout},
    panic::PanicInfo,
};
use sasl_core::{ClientRegistry, ServerRegistry};
use sasl_crammd5::CramMd5Client;
use sasl_external::External;
use sasl_oauth::OAuthBearer;
use sasl_plain::PlainServer;
use sasl_scram::{Decoys, ScramServer, ServerSettings, Sha256};

struct Nowhere;

// Nothing runs, so nothing is allocated.
unsafe impl GlobalAlloc for Nowhere {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: Nowhere = Nowhere;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

#[unsafe(no_mangle)]
pub extern "C" fn probe() -> usize {
    let settings = ServerSettings::new(Decoys::new([0; 32], 4096));
    let client = ClientRegistry::new().with(CramMd5Client::new()).with(External::new()).with(OAuthBearer);
    let server = ServerRegistry::new()
        .with(PlainServer::checked_by_application())
        .with(ScramServer::<Sha256>::plus(&settings));
    let names = client
        .names()
        .chain(server.names())
        .map(|name| format!("{name} {}", sasl_mail::base64::encode(name.as_bytes())));
    let key = tls_pubkey_auth::Spki::from_certificate(&[0x30, 0]).map_or(0, |spki| spki.der().len());
    let names: usize =
        names.filter_map(|name| precis_normalize::login_name(&name).map(|name| name.len()).ok()).sum();
    let (hello, _) = auth_daemon_protocols::dovecot::user::client::connect(1);
    key.saturating_add(names).saturating_add(hello.as_bytes().len())
}

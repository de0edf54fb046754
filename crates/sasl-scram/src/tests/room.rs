//! The memory of a server's exchange while it waits for a client: an attacker can open many.
use crate::{Sha256, server::Exchange};
use core::mem::size_of;
use sasl_core::{Awaiting, Server};

#[test]
fn a_waiting_server_holds_640_octets_at_most() {
    let held = size_of::<Exchange<Sha256>>() + size_of::<Awaiting<Server>>();
    assert!(held <= 640, "{held}");
}

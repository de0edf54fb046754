//! The certificate authorities of a server, for its clients.
mod client_ca;
mod dates;
mod in_force;
mod lists;
mod load;
mod named;
mod stamp;

pub(crate) use client_ca::ClientCa;
pub(crate) use dates::now;
pub(crate) use in_force::InForce;
pub(crate) use load::Certificates;

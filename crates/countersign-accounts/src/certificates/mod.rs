//! The certificate authorities of a server, for its clients.
mod client_ca;
mod dates;
mod in_force;
mod lists;
mod load;
mod named;
mod stamp;

pub use client_ca::ClientCa;
pub use dates::now;
pub use in_force::InForce;
pub use load::Certificates;

//! SCRAM from the outside, one file per room.
mod ascii_only;
mod cells;
mod challenged;
mod client_final;
mod client_first;
mod dialed;
mod ends;
mod extensions;
mod names;
mod plus;
mod reference;
mod server_final;
mod server_first;
mod unknown_users;

//! What the examples stand on and what is not about logging in: a directory, lines, a certificate for this machine.
mod directory;
mod line;
mod localhost;

pub use directory::Directory;
pub use line::Line;
pub use localhost::Localhost;

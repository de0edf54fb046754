//! `Debug` for types whose contents are secret or say nothing: their name alone.

macro_rules! opaque {
    ($($type:ty => $name:literal),+ $(,)?) => {$(
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!($name, "(..)"))
            }
        }
    )+};
}

opaque! {
    crate::client::Session => "Session",
    crate::client::LoginOptions => "LoginOptions",
    crate::net::Timeouts => "Timeouts",
    crate::net::Stream => "Stream",
    crate::tls::Connector => "Connector",
    crate::tls::Identity => "Identity",
    crate::tls::Acceptor => "Acceptor",
    crate::tls::TlsStream => "TlsStream",
}

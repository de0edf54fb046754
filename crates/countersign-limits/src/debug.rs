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
    crate::presence::Presence => "Presence",
    crate::shared::Limits => "Limits",
    crate::login_attempt::LoginAttempt<'_> => "LoginAttempt",
    crate::guard::ConnectionGuard => "ConnectionGuard",
}

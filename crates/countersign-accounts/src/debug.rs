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
    crate::answer::Answer => "Answer",
    crate::certificates::InForce => "InForce",
    crate::certificates::Certificates => "Certificates",
    crate::Database => "Database",
    crate::NewKey<'_> => "NewKey",
    crate::Store => "Store",
    crate::Write => "Write",
    crate::Directory => "Directory",
    crate::LoginFlow<'_> => "LoginFlow",
    crate::Memory => "Memory",
    crate::work::Permit => "Permit",
    crate::work::Pool => "Pool",
}

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
    crate::Listeners => "Listeners",
    crate::RuntimeConfig => "RuntimeConfig",
    crate::Current => "Current",
    crate::meter::Listener => "Listener",
    crate::MechanismPolicy => "MechanismPolicy",
    crate::record::Recorder => "Recorder",
    crate::Service => "Service",
    crate::Spool => "Spool",
}

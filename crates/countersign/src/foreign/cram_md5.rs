//! An account that has only a CRAM-MD5 record.
#[cfg(feature = "crammd5")]
pub(crate) use alone::CramMd5Alone;

#[cfg(feature = "crammd5")]
mod alone {
    use crate::foreign::{Hashing, Once};
    use sasl_core::{mechanism::Verification, server::Check};
    use std::sync::Arc;
    use zeroize::Zeroizing;

    /// The keys of the record.
    #[derive(Debug)]
    pub(crate) struct CramMd5Alone(pub(crate) Arc<sasl_crammd5::Stored>);

    impl Hashing for CramMd5Alone {
        fn to_text(&self) -> Zeroizing<String> {
            self.0.to_text()
        }

        fn units(&self) -> u32 {
            8
        }

        fn begin(&self, form: &str) -> Box<dyn Verification> {
            let (form, stored) = (Zeroizing::new(String::from(form)), Arc::clone(&self.0));
            Box::new(Once(move || stored.check(&form) == Check::Match))
        }

        fn kind(&self) -> String {
            "cram-md5".into()
        }

        fn decoy(&self) -> Arc<dyn Hashing> {
            // No known password leads to these states.
            let nobody = sasl_crammd5::Stored::from_states(&[[0; 16]; 2]);
            Arc::new(Self(nobody.map_or_else(|_| Arc::clone(&self.0), Arc::new)))
        }
    }
}

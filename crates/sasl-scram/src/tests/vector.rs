//! An exchange that was made elsewhere, played against both ends of this crate.
use crate::{Decoys, Limits, Scram, ScramRecord, Settings, Sha256, Stored, derive::Derivation, hash::Engine};
use alloc::{format, string::String, sync::Arc, vec::Vec};
use base64ct::{Base64, Encoding};
use sasl_core::{Mechanism, Records, Registry, server::Decision};
use sasl_testkit::transcript::{Mismatch, Setting, run_text};

/// The user is `user`, the password `pencil`.
pub(super) struct Vector {
    pub(super) name: &'static str,
    /// As the server was asked for it.
    pub(super) mechanism: &'static str,
    /// As the client of this crate calls it.
    pub(super) client_mechanism: &'static str,
    /// Lines of a transcript's header: `authzid`, `binding`.
    pub(super) header: String,
    /// client-first, server-first, client-final, server-final.
    pub(super) messages: [&'static str; 4],
}

impl Vector {
    /// Both ends say what was said, octet for octet.
    pub(super) fn play(&self) -> Result<(), Mismatch> {
        self.play_end("server", self.mechanism)?;
        self.play_end("client", self.client_mechanism)
    }

    fn play_end(&self, end: &str, mechanism: &str) -> Result<(), Mismatch> {
        let [first, challenge, proof, verifier] = self.messages.map(|message| message.replace('\\', "\\\\"));
        let text = format!(
            "mechanism: {mechanism}\nend: {end}\nprofile: sieve\nuser: user\npassword: pencil\n{}\
            expect: accepted\nC: {first}\nS: {challenge}\nC: {proof}\nS: {verifier}\n",
            self.header
        );
        run_text(self.name, &text, |script| {
            let application = script.application().account("user", self.records());
            // Some clients ask to act as themselves, or as somebody else.
            let granting = application.authorizing(|asked| Decision::Grant {
                account: asked.requested().unwrap_or(asked.authenticated()).into(),
            });
            Setting::new(self.registry(end, mechanism), granting)
        })
    }

    /// One mechanism, with the nonce that this end had.
    fn registry(&self, end: &str, mechanism: &str) -> Registry {
        let nonce = |message: &'static str| message.split_once("r=").unwrap().1.split(',').next().unwrap();
        let client = nonce(self.messages[0]);
        let server = nonce(self.messages[1]).strip_prefix(client).unwrap();
        let limits = Limits::default().with_iterations(4096..=4096);
        let settings = Settings::server(Decoys::new([7; 32], 4096)).with_limits(limits);
        let make = if mechanism.ends_with("-PLUS") { Scram::<Sha256>::plus } else { Scram::bare };
        let mut scram = make(&settings);
        assert_eq!(scram.name(), mechanism);
        let shared = Arc::get_mut(&mut scram.shared).unwrap();
        shared.fixed_nonce = Some(if end == "client" { client } else { server });
        Registry::new().with(scram)
    }

    fn records(&self) -> Records {
        let (_, parameters) = self.messages[1].split_once(",s=").unwrap();
        let (salt, count) = parameters.split_once(",i=").unwrap();
        let salt: Vec<u8> = Base64::decode_vec(salt).unwrap();
        let count = count.parse().unwrap();
        let salted = Derivation::<Sha256>::new(b"pencil", &salt, count).advance(u32::MAX).unwrap();
        let stored_key = Sha256::digest(&*salted.client_key());
        let stored = Stored::<Sha256>::new(&salt, count, &stored_key, &*salted.server_key()).unwrap();
        Records::new([Arc::new(ScramRecord::new(&stored)) as _])
    }
}

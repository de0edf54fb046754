//! A recorded exchange, replayed against both ends of this crate.
use crate::{
    ClientSettings, Decoys, Hash, Limits, ScramClient, ScramRecord, ScramServer, ServerSettings, Sha1,
    Sha3_512, Sha256, Sha512, Stored, derive::Derivation, hash::count, prepare,
};
use alloc::{format, string::String, sync::Arc, vec::Vec};
use base64ct::{Base64, Encoding};
use sasl_core::{
    ClientRegistry, Entropy, Records, Secret, ServerRegistry,
    mechanism::{Mechanism, Record},
    server::{Decision, Found},
};
use sasl_testkit::transcript::{Mismatch, Setting, run_text};

pub(super) struct Vector {
    pub(super) name: &'static str,
    /// The name that the server used.
    pub(super) mechanism: &'static str,
    /// The name that the client of this crate uses.
    pub(super) client_mechanism: &'static str,
    pub(super) user: &'static str,
    pub(super) password: &'static str,
    /// The lines of a transcript's header: `authzid`, `binding`.
    pub(super) header: String,
    /// client-first, server-first, client-final, server-final.
    pub(super) messages: [String; 4],
}

/// Reads all vectors of a file; `tests/vectors/recorded.txt` describes the format.
pub(super) fn vectors(file: &'static str) -> Vec<Vector> {
    file.split("\n= ").skip(1).map(Vector::parse).collect()
}

impl Vector {
    fn parse(text: &'static str) -> Self {
        let mut lines = text.lines();
        let mut title = lines.next().unwrap().split(" | ");
        let (name, mechanism) = (title.next().unwrap(), title.next().unwrap());
        let messages: [String; 4] = core::array::from_fn(|_| lines.next().unwrap().into());
        let mut parts = messages[0].split(',');
        let (flag, authzid) = (parts.next().unwrap(), parts.next().unwrap());
        let mut header = String::new();
        header.extend(authzid.strip_prefix("a=").map(|authzid| {
            let authzid = authzid.replace("=2C", ",").replace("=3D", "=");
            format!("authzid: {authzid}\n")
        }));
        let (mut user, mut password) = ("user", "pencil");
        for more in title {
            match more.split_once('=') {
                Some(("user", other)) => user = other,
                Some(("password", other)) => password = other,
                _ => header.push_str(&format!("binding: {} {more}\n", &flag[2..])),
            }
        }
        if flag == "y" {
            // The client had a channel binding and believed that the server had none.
            header.push_str("binding: tls-unique 00\n");
        }
        // Cyrus's clients bind without `-PLUS`; the client of this crate does not.
        let binds_under_bare_name = flag.starts_with("p=") && !mechanism.ends_with("-PLUS");
        let client_mechanism =
            if binds_under_bare_name { format!("{mechanism}-PLUS").leak() } else { mechanism };
        Self { name, mechanism, client_mechanism, user, password, header, messages }
    }

    /// Checks that both ends send the recorded messages, octet for octet.
    pub(super) fn play(&self) -> Result<(), Mismatch> {
        match self.mechanism.strip_suffix("-PLUS").unwrap_or(self.mechanism) {
            "SCRAM-SHA-1" => self.play_ends::<Sha1>(),
            "SCRAM-SHA-256" => self.play_ends::<Sha256>(),
            "SCRAM-SHA-512" => self.play_ends::<Sha512>(),
            "SCRAM-SHA3-512" => self.play_ends::<Sha3_512>(),
            other => panic!("{other}"),
        }
    }

    fn play_ends<H: Hash>(&self) -> Result<(), Mismatch> {
        self.play_end::<H>("server", self.mechanism)?;
        self.play_end::<H>("client", self.client_mechanism)
    }

    fn play_end<H: Hash>(&self, end: &str, mechanism: &str) -> Result<(), Mismatch> {
        let [first, challenge, proof, verifier] =
            self.messages.each_ref().map(|message| message.replace('\\', "\\\\"));
        let Self { name, user, password, header, .. } = self;
        let text = format!(
            "mechanism: {mechanism}\nend: {end}\nprofile: sieve\nuser: {user}\npassword: {password}\n{header}\
            expect: accepted\nC: {first}\nS: {challenge}\nC: {proof}\nS: {verifier}\n",
        );
        run_text(name, &text, |script| {
            // A directory stores names in prepared form.
            let name = prepare::query_name(user).unwrap();
            let application = script.application().account(&name, self.records::<H>());
            // Some clients request their own identity, others another one.
            let granting = application.authorizing(|asked| Decision::Grant {
                account: asked.requested().unwrap_or(asked.authenticated()).into(),
            });
            let (client, server) = self.registries::<H>(mechanism);
            Setting::new(client, server, granting)
        })
    }

    /// One mechanism, with the nonces that the ends had.
    fn registries<H: Hash>(&self, mechanism: &str) -> (ClientRegistry, ServerRegistry) {
        let nonce = |message: &str| {
            let (_, rest) = message.split_once("r=").unwrap();
            String::from(rest.split(',').next().unwrap())
        };
        let nonces = [nonce(&self.messages[0]), nonce(&self.messages[1])];
        let added = nonces[1].strip_prefix(&nonces[0]).unwrap();
        let limits = Limits::default().with_iterations(4096..=10_000);
        let mut client = ClientSettings::new().with_limits(limits);
        client.common.fixed_nonce = Some(String::leak(nonces[0].clone()));
        let mut server = ServerSettings::new(Decoys::new([7; 32], 4096));
        server.common.fixed_nonce = Some(String::leak(added.into()));
        let plus = mechanism.ends_with("-PLUS");
        let client = if plus { ScramClient::<H>::plus(&client) } else { ScramClient::bare(&client) };
        let server = if plus { ScramServer::<H>::plus(&server) } else { ScramServer::bare(&server) };
        assert_eq!([client.name().as_str(), server.name().as_str()], [mechanism; 2]);
        (ClientRegistry::new().with(client), ServerRegistry::new().with(server))
    }

    fn records<H: Hash>(&self) -> Records {
        let (_, parameters) = self.messages[1].split_once(",s=").unwrap();
        let (salt, count) = parameters.split_once(",i=").unwrap();
        let salt: Vec<u8> = Base64::decode_vec(salt).unwrap();
        let count = count.split(',').next().unwrap().parse().unwrap();
        let (_, password) = prepare::forms(self.password).remove(0);
        let salted = Derivation::<H>::new(password.as_bytes(), &salt, count).advance(u32::MAX).unwrap();
        let stored_key = H::digest((*salted.client_key()).as_ref());
        let stored =
            Stored::<H>::new(&salt, count, stored_key.as_ref(), (*salted.server_key()).as_ref()).unwrap();
        Records::new([Arc::new(ScramRecord::new(&stored)) as Arc<dyn Record>])
    }
}

/// Logs in to a server with these settings. Returns the server's compressions and whether the login succeeded.
pub(super) fn log_in_to<H: Hash>(settings: &ServerSettings, found: &Found, password: &str) -> (u64, bool) {
    use sasl_core::{
        Profile, Security, Step, client,
        server::{Ask, Connection, Verdict},
    };
    let limits = Limits::default().with_iterations(1..=10);
    let clients =
        ClientRegistry::new().with(ScramClient::<H>::bare(&ClientSettings::new().with_limits(limits)));
    let servers = ServerRegistry::new().with(ScramServer::<H>::bare(settings));
    let line = client::Connection::new(Profile::LDAP, Security::Verified);
    let choice = clients.choose([H::NAME], &line, &client::Preference::password()).unwrap();
    let offer = servers.offer(&Connection::new(Profile::LDAP, Security::Verified));
    let Ok(Step::Ask(client::Ask::Credentials(asked))) = choice.start(Entropy::new([1; 32])) else {
        panic!()
    };
    let Ok(Step::Send { message, then }) =
        asked.answer(client::Credentials::new("amy", Secret::new(password)))
    else {
        panic!()
    };
    let (step, first) = count::of(|| {
        let Ok(Step::Ask(Ask::Lookup(asked))) = offer.start(H::NAME, Some(&message), Entropy::new([2; 32]))
        else {
            panic!()
        };
        asked.answer(match found {
            Found::Account(records) => Found::Account(records.clone()),
            Found::Unknown { canonical } => Found::Unknown { canonical: canonical.clone() },
        })
    });
    let Step::Send { message, then: server } = step else { panic!() };
    let Ok(Step::Work(work)) = then.receive(&message) else { panic!() };
    let Ok(Step::Send { message, .. }) = work.run() else { panic!() };
    let (step, last) = count::of(|| match server.receive(&message) {
        Step::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
        other => other,
    });
    let Step::Done(verdict) = step else { panic!() };
    (first + last, matches!(verdict, Verdict::Accepted(_)))
}

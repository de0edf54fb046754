//! Transcripts that are right.
use crate::records;
use sasl_core::{
    ClientRegistry, ExternalIdentity, Proof, ServerRegistry, client,
    mechanism::{Credential, Next, Properties},
    server,
};
use sasl_testkit::{
    Dummy,
    transcript::{Expect, Script, Setting, run_directory, run_text},
};

fn setting(script: &Script) -> Setting<'static> {
    Setting::new(crate::client(), crate::server(), script.application().account("amy", records()))
}

#[test]
fn every_file_of_the_directory_is_played() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
    assert_eq!(run_directory(directory, setting).unwrap(), 7);
}

#[test]
fn the_function_is_asked_once_for_each_end() {
    for (end, times) in [("both", 2), ("server", 1), ("client", 1)] {
        let text = format!(
            "mechanism: X-MUTUAL\nend: {end}\nprofile: xmpp\nuser: amy\npassword: pencil\nexpect: accepted\n\
            C: amy\nS: n=02\nC: n=02,pencil\nS: v=pencil\n"
        );
        let mut asked = 0;
        run_text("text", &text, |script| {
            asked += 1;
            assert_eq!((script.mechanism(), script.user(), script.password()), ("X-MUTUAL", "amy", "pencil"));
            assert_eq!(*script.expect(), Expect::Accepted);
            setting(script)
        })
        .unwrap();
        assert_eq!(asked, times, "{end}");
    }
}

#[test]
fn an_external_identity_comes_from_the_test() {
    let external = || {
        Dummy::new("EXTERNAL")
            .properties(Properties::new(Credential::External, 100))
            .client(|_| Ok(Next::finish(client::Finish::with_final_message(b""))))
            .server(|setup| {
                let name = setup.external.map(|external| external.name().to_owned()).unwrap_or_default();
                Ok(Next::receive(move |_| Ok(Next::finish(server::Finish::proved(name)))))
            })
    };
    run_text("text", "mechanism: EXTERNAL\nexpect: accepted\nC:\n", |script| {
        let identity = ExternalIdentity::proved(Proof::TlsKey, "amy");
        let (client, server) =
            (ClientRegistry::new().with(external()), ServerRegistry::new().with(external()));
        Setting::new(client, server, script.application()).with_external(identity)
    })
    .unwrap();
}

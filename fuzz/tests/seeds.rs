//! Every target gets to where a right input gets from its seeds. Runs on stable, without the fuzzer:
//! `RUSTFLAGS='--cfg fuzzing' cargo test --manifest-path fuzz/Cargo.toml`.
//!
//! Seeds of exchanges are made by both ends talking to each other; `WRITE_SEEDS=1` writes them anew.
use fuzz::scene;
use sasl_core::server::TokenAnswer;
use sasl_testkit::{Application, From, Pair};
use std::{fs, path::PathBuf};

fn folder(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target)
}

/// All seeds of a target, by name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder(target)).unwrap().map(|file| file.unwrap().path());
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files.map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

/// The messages of an exchange that both ends make, as a target's input.
fn exchange(selector: u8, who: From, mark: &[u8]) -> Vec<u8> {
    let name = scene::name(selector);
    let application =
        Application::new().credentials(scene::USER, scene::PASSWORD).account(scene::USER, scene::records());
    let application = application
        .token(scene::USER, scene::TOKEN)
        .token_checker(|_| TokenAnswer::Valid { user: scene::USER.into() });
    let pair = Pair::new(scene::offer(), scene::choice(name), application);
    let ended = pair.entropy(scene::client_entropy(), scene::server_entropy()).drive();
    ended.client.unwrap();
    let said = ended.transcript.iter().filter(|(from, _)| *from == who);
    let messages: Vec<Vec<u8>> = said.map(|(_, message)| [mark, message].concat()).collect();
    let mut input = vec![selector];
    input.extend(messages.join(&scene::SEPARATOR));
    input
}

fn check(target: &str, made: impl IntoIterator<Item = (String, Vec<u8>)>) {
    for (name, input) in made {
        let path = folder(target).join(name);
        if std::env::var_os("WRITE_SEEDS").is_some() {
            fs::create_dir_all(folder(target)).unwrap();
            fs::write(&path, &input).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), input, "{} is stale", path.display());
    }
}

#[test]
fn server_exchange() {
    let made = (0_u8..)
        .take(scene::NAMES.len())
        .map(|selector| (scene::name(selector).to_lowercase(), exchange(selector, From::Client, b"")));
    check("server_exchange", made);
    for (name, input) in seeds("server_exchange") {
        assert!(fuzz::server_exchange::run(&input), "{name}");
        // And not from what is cut short. A trace is a trace.
        assert!(name == "anonymous" || !fuzz::server_exchange::run(&input[..input.len() - 2]), "{name}");
    }
}

#[test]
fn client_exchange() {
    let made = (0_u8..).take(scene::NAMES.len()).map(|selector| {
        let mut input = exchange(selector, From::Server, b"c");
        if input.len() > 1 {
            input.push(scene::SEPARATOR);
        }
        input.push(b'y');
        (scene::name(selector).to_lowercase(), input)
    });
    check("client_exchange", made);
    for (name, input) in seeds("client_exchange") {
        assert!(fuzz::client_exchange::run(&input), "{name}");
        assert!(!fuzz::client_exchange::run(&input[..input.len() - 1]), "{name}");
    }
}

/// There is a seed for each of these first octets, and each is accepted.
fn each_kind(target: &str, kinds: impl IntoIterator<Item = u8>, run: fn(&[u8]) -> bool) {
    for kind in kinds {
        let of_kind = |(_, input): &(String, Vec<u8>)| input[0] == kind;
        let seeds: Vec<_> = seeds(target).into_iter().filter(of_kind).collect();
        assert!(!seeds.is_empty(), "no seed for {}", char::from(kind));
        for (name, input) in seeds {
            assert!(run(&input), "{name}");
        }
    }
}

#[cfg(fuzzing)]
#[test]
fn scram_messages() {
    each_kind("scram_messages", b'0'..=b'3', fuzz::scram_messages::run);
}

#[cfg(fuzzing)]
#[test]
fn crammd5_messages() {
    each_kind("crammd5_messages", b'0'..=b'2', fuzz::crammd5_messages::run);
}

#[cfg(fuzzing)]
#[test]
fn oauth_messages() {
    each_kind("oauth_messages", b'0'..=b'1', fuzz::oauth_messages::run);
}

#[cfg(fuzzing)]
#[test]
fn plain_messages() {
    each_kind("plain_messages", [0, b'U'], fuzz::plain_messages::run);
}

/// Records of other systems.
#[cfg(fuzzing)]
#[test]
fn record_formats() {
    each_kind("record_formats", fuzz::record_formats::SYSTEMS.iter().copied(), fuzz::record_formats::run);
}

/// Texts as inputs; `made` are the target's seeds.
fn texts(target: &str, run: fn(&[u8]) -> bool, made: &[(&str, &str)]) {
    check(target, made.iter().map(|(name, text)| (String::from(*name), text.as_bytes().to_vec())));
    for (name, input) in seeds(target) {
        assert!(run(&input), "{name}");
    }
}

#[cfg(fuzzing)]
#[test]
fn small_messages() {
    let made = [
        ("external", "0alice@example.org"),
        ("external-own", "0"),
        ("trace", "1sirhc"),
        ("trace-address", "1sirhc@example.org"),
        ("prompt-name", "2Username:"),
        ("prompt-password", "2Password:"),
        ("prompt-of-courier", "2User Name\0"),
    ];
    texts("small_messages", fuzz::small_messages::run, &made);
}

#[test]
fn key_challenges() {
    let text = "mcountersign: register this key\n\
        a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5\n17\nalice@example.org\n";
    let made =
        [("text", text), ("account", "aalice@example.org"), ("account-of-two-lines", "aalice\n5\nbob\n")];
    texts("key_challenges", fuzz::key_challenges::run, &made);
}

/// Each protocol, and each thing that is written.
#[test]
fn mail_replies() {
    for protocol in fuzz::mail_replies::PROTOCOLS {
        for kind in fuzz::mail_replies::KINDS {
            let octets: &[u8] = if *kind == b'n' { b"PLAIN SCRAM-SHA-256-PLUS x" } else { b"\0amy\0pencil" };
            let name = String::from_utf8(vec![*protocol, b'-', *kind]).unwrap();
            check("mail_replies", [(name, [&[*protocol, *kind][..], octets].concat())]);
        }
    }
    for (name, input) in seeds("mail_replies") {
        assert!(fuzz::mail_replies::run(&input), "{name}");
    }
}

/// Passwords and names of RFC 8265's and RFC 4013's examples.
#[test]
fn precis_enforce() {
    let made = [
        ("spaces", "correct horse battery staple"),
        ("case", "Correct Horse Battery Staple"),
        ("greek", "\u{3c0}\u{df}\u{e5}"),
        ("diamonds", "Jack of \u{2666}s"),
        ("space-ogham", "foo\u{1680}bar"),
        ("soft-hyphen", "I\u{ad}X"),
        ("feminine", "\u{aa}"),
        ("roman-nine", "\u{2168}"),
        ("right-to-left", "\u{627}1"),
        ("full-width", "\u{ff21}\u{ff42}"),
        ("hangul", "\u{1100}\u{1161}\u{11a8}"),
    ];
    // What RFC 8265 allows as a password, for the seeds are to get there; some are refused as names.
    let allowed = |(_, text): &(&str, &str)| fuzz::precis_enforce::run(text.as_bytes());
    let made: Vec<_> = made.into_iter().filter(allowed).collect();
    assert!(made.len() >= 8);
    texts("precis_enforce", fuzz::precis_enforce::run, &made);
}

#[test]
fn mail_lines() {
    each_kind("mail_lines", b'0'..=b'6', fuzz::mail_lines::run);
}

#[test]
fn pop3_lines() {
    each_kind("pop3_lines", b'0'..=b'1', fuzz::pop3_lines::run);
}

#[test]
fn sieve_lines() {
    each_kind("sieve_lines", b'0'..=b'4', fuzz::sieve_lines::run);
}

/// Certificates and keys of `tls-pubkey-auth`'s own tests, and fingerprints.
#[test]
fn cert_spki() {
    let fixtures =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/tls-pubkey-auth/tests/certificates");
    let of = |kind: u8, file: &str| {
        let octets = fs::read(fixtures.join(file)).unwrap();
        (file.replace('.', "-"), [&[kind][..], &octets].concat())
    };
    let certificates =
        ["ed25519.der", "p256.der", "rsa2048.der", "v1.der", "unique.der", "critical.der", "go-minimal.der"];
    let keys = ["ed25519.spki", "p384.spki", "p521.spki", "rsa2048.spki"];
    let made = certificates.iter().map(|file| of(b'c', file));
    let made = made.chain(keys.iter().map(|file| of(b'k', file))).chain([of(b'p', "go-minimal.pem")]);
    let texts = [
        ("base64url", "fg7NB3wdWo-3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU"),
        ("pin", "fpin-sha256=\"g7NB3wdWo+3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU=\""),
        ("dane", "f3 1 1 83b341df0756a3edec81a25f50485cf1451bf7440d60bd8b372464dce6091d35"),
    ];
    check("cert_spki", made.chain(texts.map(|(name, text)| (name.into(), text.into()))));
    for (name, input) in seeds("cert_spki") {
        assert!(fuzz::cert_spki::run(&input), "{name}");
        assert!(!fuzz::cert_spki::run(&input[..input.len() - 2]), "{name}");
    }
}

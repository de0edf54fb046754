//! The seeds of `auth_daemon_lines` and `auth_daemon_middle`.
use std::{fs, path::PathBuf};

/// The folder has these seeds and no others, and each gets where a right input gets unless its name says otherwise.
fn check(target: &str, run: fn(&[u8]) -> bool, made: &[(&str, Vec<u8>)]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    for (name, input) in made {
        let path = folder.join(name);
        if std::env::var_os("WRITE_SEEDS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, input).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), *input, "{} is stale", path.display());
        assert_eq!(run(input), !name.starts_with("refused-"), "{name}");
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), made.len());
}

#[test]
fn auth_daemon_lines() {
    let escaped = "dAUTH\t7\tplain\tprotocol=imap\tlocal_name=a\u{1}tb\u{1}nc\u{1}rd\u{1}0e\u{1}1\tsession=x=y\tresp=YQ==\n";
    let certificate = "dAUTH\t1\tEXTERNAL\tprotocol=imap\tfinal-resp-ok\tsecured=tls\tvalid-client-cert\tcert_username=amy\
        \tssl_client_cert_fp=000102030405060708090a0b0c0d0e0f\tssl_client_cert_pubkey_fp=101112131415161718191a1b1c1d1e1f\
        \tlip=192.0.2.1\trip=2001:db8::7\tlport=993\trport=50000\tresp=\n";
    let made: Vec<(&str, Vec<u8>)> = [
        ("postfix", "dAUTH\t1\tPLAIN\tservice=smtp\tnologin\tlip=192.0.2.1\trip=192.0.2.7\tsecured\tresp=AGFteQBwZW5jaWw=\n"),
        ("certificate", certificate),
        ("escaped", escaped),
        ("refused-base64", "dAUTH\t1\tPLAIN\tservice=smtp\tresp=!!!!\n"),
        ("refused-mechanism", "dAUTH\t1\tKERBEROS\tservice=smtp\n"),
        ("refused-behind", "dAUTH\t1\tPLAIN\tservice=smtp\tresp=YQ==\tsecured\n"),
        ("ok", "cOK\t1\tuser=amy\toriginal_user=AMY\tresp=dj14\n"),
        ("ok-escaped", "cOK\t1\tuser=a\u{1}tb\u{1}n\u{1}r\u{1}0\u{1}1\n"),
        ("fail", "cFAIL\t1\tuser=amy\tcode=temp_fail\treason=Try later\n"),
        ("challenge", "cCONT\t1\tcj1h\n"),
        ("binding", "cCONT\t1\t#\tchannel_binding=tls-exporter\n"),
        ("refused-other", "cOK\t2\tuser=amy\n"),
        ("refused-nameless", "cOK\t1\n"),
        ("user", "uUSER\t1\ta\u{1}tb@example.org\tservice=smtp\n"),
        ("user-found", "vUSER\t1\tamy\tuid=8\tgid=8\thome=/home/amy\n"),
        ("user-none", "vNOTFOUND\t1\n"),
        ("greeting", "gVERSION\t1\t2\nMECH\tPLAIN\tplaintext\nMECH\tDOVECOT-TOKEN\tprivate\nSPID\t7\nCUID\t1\nCOOKIE\t00\nDONE\n"),
        ("refused-master", "gVERSION\t1\t4\nSPID\t7\n"),
        ("saslauthd", "a\0\u{3}amy\0\u{6}pencil\0\u{4}imap\0\u{b}example.org"),
        ("saslauthd-fifth", "a\0\u{3}amy\0\u{6}pencil\0\0\0\0\0\u{b}192.0.2.7;5"),
        ("refused-nul", "a\0\u{3}a\0y\0\u{6}pencil\0\u{4}imap\0\0"),
    ]
    .map(|(name, text)| (name, text.as_bytes().to_vec()))
    .into();
    for reader in fuzz::auth_daemon_lines::READERS {
        assert!(made.iter().any(|(name, input)| !name.starts_with("refused-") && input[0] == *reader));
    }
    check("auth_daemon_lines", fuzz::auth_daemon_lines::run, &made);
}

#[test]
fn auth_daemon_middle() {
    // PLAIN with a response, accepted; LOGIN, which is challenged first; a binding with a challenge, and alone.
    let plain = b"s\x08>\0w\0<\0";
    let binding = |kind: &[u8]| [b"s\x05>\0w", kind, b"<\0r\x01>\0w\0<\0"].concat();
    let after_plain = |moves: &[u8]| [plain, moves].concat();
    let made = [
        ("plain", plain.to_vec()),
        ("challenged", b"s\x02>\0w\x04<\0r\x01>\0w\x01<\0".to_vec()),
        ("binding", binding(b"\x05")),
        ("binding-alone", binding(b"\x06")),
        // Three at once, answered in another order.
        ("many", b"s\0s\x08s\x02>\0>\0>\0w@w\0w\x02<\0<\0<\0".to_vec()),
        // Cancelled, and its id used again by the attacker: the late answer is to nothing.
        ("reused", after_plain(b"s\0>\0k\x01>\0m\x10>\0w\0w\0<\0<\0")),
        ("late", after_plain(b"s\0>\0w\x04<\0t\xffr\0>\0<\0")),
        ("changed", after_plain(b"s\x08>\x23s\0>\x46n\x0d<\0>\x02>\0")),
        ("refused-wrong", b"s\x08>\0w\x02<\0".to_vec()),
    ];
    check("auth_daemon_middle", fuzz::auth_daemon_middle::run, &made);
}

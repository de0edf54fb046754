//! Disabled accounts of LDAP, unknown fields of another system, and restrictions in conversions.
use crate::{
    import::file,
    import_closed::{NETWORK, closed, dovecot, import, imported, limited, object, open},
    support::{Data, command, output},
};
use serde_json::json;

const OBJECTS: [&str; 6] = ["mongodb", "prosody-sha256", "ejabberd", "mox", "postgresql", "rfc5803"];

#[test]
fn a169_ldaps_closed_accounts_come_in_closed() {
    for (more, why) in [
        (json!({ "nsAccountLock": "TRUE" }), "nsAccountLock"),
        (json!({ "nsaccountlock": ["true"] }), "nsaccountlock"),
        (json!({ "pwdAccountLockedTime": "000001010000Z" }), "pwdAccountLockedTime"),
        (json!({ "shadowExpire": 1 }), "shadowExpire is in the past"),
        (json!({ "shadowExpire": ["18262"] }), "shadowExpire is in the past"),
        (json!({ "shadowExpire": "47482" }), "shadowExpire is in the future"),
        (json!({ "loginDisabled": "TRUE" }), "loginDisabled"),
        (json!({ "ds-pwp-account-disabled": "true" }), "ds-pwp-account-disabled"),
        (json!({ "inetUserStatus": "inactive" }), "inetUserStatus"),
        (json!({ "userAccountControl": "514" }), "userAccountControl"),
        (json!({ "loginShell": "/usr/sbin/nologin" }), "loginShell"),
    ] {
        closed("rfc5803", &object("rfc5803", more), why);
    }
    let well = json!({ "nsAccountLock": "FALSE", "shadowExpire": "-1", "loginDisabled": ["FALSE"],
        "inetUserStatus": "Active", "userAccountControl": "512", "loginShell": "/bin/sh" });
    open("rfc5803", &object("rfc5803", well), &[]);
}

#[test]
fn a169_members_that_close_are_known_in_every_systems_objects() {
    for format in OBJECTS {
        open(format, &object(format, json!({})), &[]);
        for (name, value) in
            [("disabled", json!(true)), ("nsAccountLock", json!("TRUE")), ("enabled", json!(false))]
        {
            closed(format, &object(format, json!({ name: value })), name);
        }
        limited(format, &object(format, json!({ "allow_nets": "192.0.2.0/24" })), json!([NETWORK]));
    }
}

#[test]
fn a170_unknown_fields_are_reported_without_value_and_not_skipped() {
    const SECRET: &str = "hunter2";
    let lines = OBJECTS.map(|format| (format, object(format, json!({ "x_note": SECRET })), "x_note"));
    let fields = [
        ("dovecot", dovecot("x_note=hunter2"), "x_note"),
        ("dovecot", dovecot("userdb_x_note=hunter2"), "userdb_x_note"),
    ];
    for (format, line, name) in lines.into_iter().chain(fields) {
        let (state, _, said) = imported(format, &line, &[]);
        assert_eq!(state, "disabled", "{format}");
        assert!(said["notes"].to_string().contains(name) && !said.to_string().contains(SECRET), "{said}");
        open(format, &line, &["--ignore-field", "other", "--ignore-field", "X_NOTE"]);
    }
    let data = Data::no_folder();
    let lines = [dovecot("reason=hunter2 hunter2"), object("mox", json!({ "\u{1b}[2Jhunter2": 1 }))];
    for (format, line) in ["dovecot", "mox"].into_iter().zip(lines) {
        let said = import(&data, format, &format!("{}\n", line.replace("user", format)), &[]);
        assert!(said.code == 0 && said.out.contains("line 1: imported as disabled: "), "{said:?}");
        assert!(!said.out.contains(SECRET) && !said.out.contains('\u{1b}'), "{said:?}");
    }
}

#[test]
fn a170_nothing_is_opened_on_the_way_to_another_system() {
    let data = Data::none();
    let convert = |line: &str, to: &str| {
        let users = file(&data, &format!("{line}\n"));
        output(command(&["password", "convert", &users, "--from", "dovecot", "--to", to]))
    };
    let both = dovecot("nologin allow_nets=192.0.2.0/24");
    for to in ["postgresql", "rfc5803", "gsasl", "kafka", "mongodb", "ejabberd"] {
        let said = convert(&both, to);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{to}: {said:?}");
        assert!(said.err.contains("line 1: ") && said.err.contains("cannot express"), "{said:?}");
        assert_eq!(convert(&dovecot(""), to).code, 0, "{to}");
    }
    let kept = convert(&both, "dovecot").out;
    assert!(kept.ends_with("::::::nologin allow_nets=192.0.2.0/24\n"), "{kept}");
    let mongodb = convert(&dovecot("allow_nets=192.0.2.0/24"), "mongodb").out;
    assert!(
        mongodb.contains(r#""authenticationRestrictions":[{"clientSource":["192.0.2.0/24"]}]"#),
        "{mongodb}"
    );
    // An export is read back unchanged.
    assert_eq!(import(&data, "dovecot", &kept, &[]).code, 0);
    assert_eq!(data.run(&["password", "export", "--format", "dovecot"]).out, kept);
    let said = data.run(&["password", "export", "user", "--format", "postgresql"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
    assert!(said.err.contains("cannot express"), "{said:?}");
}

#[test]
fn a170_what_is_refused_is_counted_beside_what_came_in_closed() {
    let data = Data::none();
    let line = |name: &str, extra: &str| dovecot(extra).replacen("user:", &format!("{name}:"), 1) + "\n";
    let text = [line("a", "nologin"), line("b", "allow_nets=::1"), "c:{PLAIN}pencil\n".into(), line("d", "")]
        .concat();
    let said = import(&data, "dovecot", &text, &["--json"]);
    assert_eq!(
        (said.code, &said.json()["imported"], &said.json()["disabled"]),
        (1, &0.into(), &0.into()),
        "{said:?}"
    );
    assert_eq!(said.json()["notes"].as_array().map(Vec::len), Some(1), "{said:?}");
    let said = import(&data, "dovecot", &text, &["--json", "--skip-refused"]).json();
    let count =
        |name: &str| said[name].as_u64().or_else(|| said[name].as_array().map(|all| all.len() as u64));
    assert_eq!(
        ["imported", "disabled", "restricted", "refused", "notes"].map(count),
        [3, 1, 1, 1, 1].map(Some)
    );
}

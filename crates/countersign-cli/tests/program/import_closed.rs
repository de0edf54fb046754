//! Accounts that another system has disabled or restricted to networks.
use crate::{
    import::file,
    support::{Data, Said, Serve},
};
use serde_json::{Value, json};

const SALT: &str = "W22ZaJ0SNY7soEsUEjb6gQ==";
const STORED: &str = "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=";
const SERVER: &str = "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
/// The password of these records.
const PASSWORD: &str = "pencil";
pub(crate) const NETWORK: &str = "192.0.2.0/24";

pub(crate) fn import(data: &Data, format: &str, text: &str, more: &[&str]) -> Said {
    let users = file(data, text);
    data.run(&[&["password", "import", &users, "--format", format][..], more].concat())
}

/// Returns state and networks of an account after the import of this one line.
#[track_caller]
pub(crate) fn imported(format: &str, line: &str, more: &[&str]) -> (String, Value, Value) {
    let data = Data::no_folder();
    let said = import(&data, format, &format!("{line}\n"), &[more, &["--json"]].concat());
    assert_eq!(said.code, 0, "{line}: {said:?}");
    let account = data.run(&["account", "list", "--json"]).json();
    (account["state"].as_str().expect("a state").to_owned(), account["allow_from"].clone(), said.json())
}

/// Checks that it is imported as disabled, with this note.
#[track_caller]
pub(crate) fn closed(format: &str, line: &str, why: &str) {
    let (state, _, said) = imported(format, line, &[]);
    assert_eq!((state.as_str(), &said["disabled"]), ("disabled", &1.into()), "{line}: {said}");
    let notes = said["notes"].to_string();
    assert!(notes.contains(why) && said["notes"][0]["line"] == 1, "{line}: {notes}");
}

#[track_caller]
pub(crate) fn open(format: &str, line: &str, more: &[&str]) {
    let (state, networks, said) = imported(format, line, more);
    assert_eq!(
        (state.as_str(), networks, &said["disabled"]),
        ("enabled", json!([]), &0.into()),
        "{line}: {said}"
    );
}

#[track_caller]
pub(crate) fn limited(format: &str, line: &str, networks: Value) {
    let (state, allow_from, said) = imported(format, line, &[]);
    assert_eq!(
        (state.as_str(), allow_from, &said["restricted"]),
        ("enabled", networks, &1.into()),
        "{line}: {said}"
    );
}

pub(crate) fn dovecot(extra: &str) -> String {
    format!("user:{{SCRAM-SHA-256}}4096,{SALT},{STORED},{SERVER}:1000:1000::/home/user::{extra}")
}

/// Returns an object of this system with additional members.
pub(crate) fn object(format: &str, more: Value) -> String {
    let scram = json!({ "iterationCount": 4096, "salt": SALT, "storedKey": STORED, "serverKey": SERVER });
    let rfc5803 = format!("SCRAM-SHA-256$4096:{SALT}${STORED}:{SERVER}");
    let mut object = match format {
        "mongodb" => {
            json!({ "_id": "admin.user", "user": "user", "db": "admin", "roles": [{ "role": "read" }],
            "credentials": { "SCRAM-SHA-256": scram } })
        }
        "prosody-sha256" => json!({ "name": "user", "iteration_count": 10000, "created": 1700000000,
            "salt": "d2b5b3c0-5a9e-4c3b-8d5e-2f0b7f2a1c11",
            "stored_key": "586e5df283e6dceb5c3e791d8b8528ec191e664045ce971792e2e6b5bb13e2a6",
            "server_key": "c1f3cbc1c13a9d35a14c0990eed97629ea225863e566a4314ab99f3f00e5d9d5" }),
        "ejabberd" => {
            json!({ "username": "user", "password": format!("sha256:{STORED}"), "serverkey": SERVER,
            "salt": SALT, "iterationcount": 4096, "created_at": "2024-01-01 00:00:00" })
        }
        "mox" => json!({ "name": "user", "hash":
            "$2a$05$abcdefghijklmnopqrstuu680Yiaj5hFUaJTH/rTAcbA2PQEGfiZu" }),
        "postgresql" => {
            json!({ "rolname": "user", "rolpassword": rfc5803, "rolcanlogin": true, "rolconnlimit": -1 })
        }
        "rfc5803" => json!({ "uid": "user", "authPassword": [rfc5803], "cn": ["User"] }),
        other => panic!("{other}"),
    };
    let members = object.as_object_mut().expect("an object");
    members.extend(more.as_object().expect("an object").clone());
    object.to_string()
}

#[test]
fn a169_dovecots_closed_accounts_come_in_closed() {
    for field in [
        "nologin",
        "nologin=y reason=left the company",
        // Dovecot acts on its presence, not on its value.
        "nologin=no",
        "nologin=n",
        "nologin:protected=y",
        "userdb_nologin=y",
        "fail",
        "fail=no",
        "proxy=y host=mail2.example.org",
        "proxy_maybe=y host=192.0.2.1 nodelay=y",
        "host=mail2.example.org",
        "login_user=bob",
        "master=y",
        "user=bob",
        "nopassword=y",
        "allow_real_nets=192.0.2.0/24",
        "userdb_allow_real_nets=192.0.2.0/24",
        "userdb_quota_rule=*:storage=1G nologin",
        // There are no connections without an address here.
        "allow_nets=local",
        "allow_nets=",
        "allow_nets",
        "allow_nets=192.0.2.0/24,@socket",
        "allow_nets=192.0.2.0/24 userdb_allow_nets=198.51.100.0/24",
    ] {
        let name = field.split(['=', ' ', ':']).next().unwrap().trim_start_matches("userdb_");
        let why = if name == "quota_rule" { "nologin" } else { name };
        closed("dovecot", &dovecot(field), why);
    }
    for networks in ["192.0.2.0/24,2001:db8::/32", "local,192.0.2.7/24,2001:db8::1/32"] {
        limited("dovecot", &dovecot(&format!("allow_nets={networks}")), json!([NETWORK, "2001:db8::/32"]));
    }
    limited("dovecot", &dovecot("userdb_allow_nets=::ffff:192.0.2.0/120"), json!([NETWORK]));
    for harmless in [
        "",
        "nodelay=y reason=x userdb_mail=maildir:~/Maildir userdb_quota_rule=*:storage=1G userdb_uid=5000",
    ] {
        open("dovecot", &dovecot(harmless), &[]);
    }
}

#[test]
fn a169_disabled_and_network_restricted_accounts_do_not_log_in() {
    let data = Data::none();
    let lines = [
        dovecot("nologin"),
        dovecot("allow_nets=192.0.2.0/24"),
        dovecot("allow_nets=127.0.0.0/8"),
        dovecot(""),
    ];
    let named = |(at, line): (usize, &String)| line.replacen("user:", &format!("user{at}:"), 1) + "\n";
    let text: String = lines.iter().enumerate().map(named).collect();
    let said = import(&data, "dovecot", &text, &[]);
    assert!(said.out.contains("line 1: imported as disabled: nologin"), "{said:?}");
    assert!(said.out.contains("Imported 4 accounts."), "{said:?}");
    assert!(said.out.contains("disabled: 1; limited to networks: 2."), "{said:?}");
    let serve = Serve::on(&data);
    for (at, result) in
        ["rejected:disabled", "rejected:network", "accepted", "accepted"].into_iter().enumerate()
    {
        for mechanism in ["PLAIN", "SCRAM-SHA-256"] {
            serve.login_as("imaps", &format!("user{at}"), PASSWORD, Some(mechanism));
            assert_eq!(serve.result(), result, "user{at} {mechanism}");
        }
    }
}

#[test]
fn a169_prosodys_disabled_accounts_come_in_closed() {
    for value in [json!(true), json!(1), json!("true"), json!({ "reason": "x" })] {
        closed("prosody-sha256", &object("prosody-sha256", json!({ "disabled": value })), "disabled");
    }
    for value in [json!(false), json!(null)] {
        open("prosody-sha256", &object("prosody-sha256", json!({ "disabled": value, "updated": 1 })), &[]);
    }
}

#[test]
fn a169_mongodbs_restrictions_are_kept_or_the_account_comes_in_closed() {
    let with = |restrictions: Value| object("mongodb", json!({ "authenticationRestrictions": restrictions }));
    limited(
        "mongodb",
        &with(json!([{ "clientSource": ["192.0.2.0/24", "2001:db8::1"] }])),
        json!([NETWORK, "2001:db8::1"]),
    );
    open("mongodb", &with(json!([])), &[]);
    for restrictions in [
        json!([{ "clientSource": [NETWORK], "serverAddress": ["198.51.100.1"] }]),
        json!([{ "serverAddress": ["198.51.100.1"] }]),
        json!([{}]),
        json!({ "clientSource": [NETWORK] }),
        json!([{ "clientSource": [NETWORK] }, { "clientSource": ["198.51.100.0/24"] }]),
    ] {
        closed("mongodb", &with(restrictions), "authenticationRestrictions");
    }
    closed("mongodb", &with(json!([{ "clientSource": ["db.example.org"] }])), "clientSource");
    closed("mongodb", &with(json!([{ "clientSource": [] }])), "clientSource");
}

#[test]
fn a169_postgresqls_roles_that_may_not_log_in_come_in_closed() {
    for (more, why) in [
        (json!({ "rolcanlogin": false }), "rolcanlogin"),
        (json!({ "rolconnlimit": 0 }), "rolconnlimit"),
        (json!({ "rolvaliduntil": 1577836800 }), "rolvaliduntil is in the past"),
        (json!({ "rolvaliduntil": "1577836800.000000" }), "rolvaliduntil is in the past"),
        (json!({ "rolvaliduntil": "-Infinity" }), "rolvaliduntil is in the past"),
        (json!({ "rolvaliduntil": 4102444800u64 }), "rolvaliduntil is in the future"),
        (json!({ "rolvaliduntil": "2020-01-01T00:00:00+00:00" }), "rolvaliduntil cannot be read"),
    ] {
        closed("postgresql", &object("postgresql", more), why);
    }
    // A query without the column does not say who may log in; the import reports that.
    let silent = object("postgresql", json!({})).replace("\"rolcanlogin\":true,", "");
    assert!(!silent.contains("rolcanlogin"));
    let (state, _, said) = imported("postgresql", &silent, &[]);
    let notes = said["notes"].to_string();
    assert!(state == "enabled" && notes.contains("which roles may log in"), "{notes}");
    for end in [json!(null), json!("Infinity"), json!("infinity")] {
        open("postgresql", &object("postgresql", json!({ "rolvaliduntil": end })), &[]);
    }
    // An expired account is disabled, whatever is ignored.
    let ignore = ["--ignore-field", "rolvaliduntil"];
    open("postgresql", &object("postgresql", json!({ "rolvaliduntil": 4102444800u64 })), &ignore);
    let (state, ..) =
        imported("postgresql", &object("postgresql", json!({ "rolvaliduntil": 1577836800 })), &ignore);
    assert_eq!(state, "disabled");
    // A line without members cannot express it; that is reported.
    let (state, _, said) =
        imported("postgresql", &format!("user:SCRAM-SHA-256$4096:{SALT}${STORED}:{SERVER}"), &[]);
    assert_eq!(state, "enabled");
    assert!(said["notes"].to_string().contains("do not say which roles may log in"), "{said}");
}

#[test]
fn a169_ejabberds_and_moxs_closed_accounts_come_in_closed() {
    closed(
        "ejabberd",
        &object("ejabberd", json!({ "banned": "<banned xmlns='ejabberd:banned'/>" })),
        "banned",
    );
    open("ejabberd", &object("ejabberd", json!({ "banned": null, "type": 3 })), &[]);
    closed("mox", &object("mox", json!({ "LoginDisabled": "left the company" })), "LoginDisabled");
    open("mox", &object("mox", json!({ "LoginDisabled": "" })), &[]);
}

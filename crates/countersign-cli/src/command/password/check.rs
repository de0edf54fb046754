//! `countersign password check`
use super::note::note;
use crate::{command::print_json, command::print_line, command::secret, exit::Exit, exit::Failure};
use countersign::precis::{
    DerivedProperty, Error, PasswordFormKind, Profile, Unassigned, derived_property, login_name,
    password_forms, saslprep,
};
use countersign_accounts::MINIMUM;
use serde::Serialize;
use std::{borrow::Cow, path::PathBuf};

#[derive(clap::Args)]
#[command(after_help = "\
The text comes from TEXT, from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt. The output \
shows its characters. All users of this machine can read a TEXT on the command line.

Exit codes: 0 it can be set as a password; 1 it cannot, and why.

Examples:
  countersign password check
  countersign password check 'zoe\u{301}' --json")]
pub(super) struct Args {
    /// Text to explain
    text: Option<String>,
    /// Read the text from the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    password_file: Option<PathBuf>,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

/// The result for a text.
#[derive(Serialize)]
struct Explanation {
    /// It can be set as a password.
    password: bool,
    /// It is valid but too short.
    too_short: bool,
    /// The result of each preparation, by name.
    preparations: Vec<Preparation>,
    /// The forms in which clients may send it as a password.
    forms: Vec<&'static str>,
    /// Which clients cannot log in with it as a password; null if there are none, or if it cannot be set.
    note: Option<&'static str>,
    characters: Vec<Character>,
}

#[derive(Serialize)]
struct Preparation {
    name: &'static str,
    /// The prepared text.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    changed: bool,
    /// Why it is rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

#[derive(Serialize)]
struct Character {
    code_point: String,
    character: char,
    /// RFC 8264 section 8.
    property: &'static str,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let explanation = match &self.text {
            Some(text) => Explanation::of(text),
            None => {
                let text = secret::password(self.password_file.as_deref(), "Text to explain: ")?;
                Explanation::of(text.expose())
            }
        };
        if self.json {
            print_json(&explanation);
        } else {
            explanation.print();
        }
        Ok(if explanation.password { Exit::Success } else { Exit::Refused })
    }
}

impl Explanation {
    fn of(text: &str) -> Self {
        let opaque = Profile::OpaqueString.enforce(text);
        let password = opaque.as_ref().is_ok_and(|prepared| prepared.len() >= MINIMUM);
        Self {
            password,
            too_short: opaque.as_ref().is_ok_and(|prepared| prepared.len() < MINIMUM),
            preparations: vec![
                Preparation::new("OpaqueString (passwords)", text, opaque),
                Preparation::new("SASLprep (SCRAM clients)", text, saslprep(text, Unassigned::Reject)),
                Preparation::new("login name (NFC)", text, login_name(text)),
                Preparation::new("UsernameCaseMapped", text, Profile::UsernameCaseMapped.enforce(text)),
                Preparation::new("UsernameCasePreserved", text, Profile::UsernameCasePreserved.enforce(text)),
                Preparation::new("Nickname", text, Profile::Nickname.enforce(text)),
            ],
            forms: password_forms(text).map(|form| form_name(form.kind())).collect(),
            note: note(text).filter(|_| password),
            characters: text.chars().map(Character::new).collect(),
        }
    }

    fn print(&self) {
        for Preparation { name, result, changed, refused } in &self.preparations {
            let what = match (result, refused) {
                (_, Some(why)) => format!("rejected: {why}"),
                (Some(result), None) if *changed => format!("becomes {}", result.escape_debug()),
                _ => "unchanged".into(),
            };
            print_line(format_args!("{name:<26}{what}"));
        }
        print_line(format_args!("{:<26}{}", "forms as a password", self.forms.join(", ")));
        for Character { code_point, character, property } in &self.characters {
            print_line(format_args!(
                "  {code_point:<10}{:<10}{property}",
                character.escape_debug().to_string()
            ));
        }
        match (self.password, self.too_short) {
            (true, _) => {
                print_line("It can be set as a password.");
                if let Some(note) = self.note {
                    print_line(format_args!("Note: {note}."));
                }
            }
            (false, true) => {
                print_line(format_args!(
                    "It cannot be set as a password: it has fewer than {MINIMUM} octets."
                ));
            }
            (false, false) => print_line("It cannot be set as a password."),
        }
    }
}

impl Preparation {
    fn new(name: &'static str, text: &str, result: Result<Cow<'_, str>, Error>) -> Self {
        match result {
            Ok(result) => {
                Self { name, changed: result != text, result: Some(result.into_owned()), refused: None }
            }
            Err(why) => Self { name, result: None, changed: false, refused: Some(why.to_string()) },
        }
    }
}

impl Character {
    fn new(character: char) -> Self {
        Self {
            code_point: format!("U+{:04X}", u32::from(character)),
            character,
            property: property_name(derived_property(character)),
        }
    }
}

const fn form_name(kind: PasswordFormKind) -> &'static str {
    match kind {
        PasswordFormKind::SaslPrep => "SASLprep",
        PasswordFormKind::OpaqueString => "OpaqueString",
        _ => "as typed",
    }
}

const fn property_name(property: DerivedProperty) -> &'static str {
    match property {
        DerivedProperty::PValid => "allowed everywhere (PVALID)",
        DerivedProperty::FreePVal => "allowed in passwords and nicknames (FREE_PVAL)",
        DerivedProperty::ContextJ => "allowed in some contexts (CONTEXTJ)",
        DerivedProperty::ContextO => "allowed in some contexts (CONTEXTO)",
        DerivedProperty::Disallowed => "never allowed (DISALLOWED)",
        DerivedProperty::Unassigned => "not assigned in Unicode 18.0 (UNASSIGNED)",
    }
}

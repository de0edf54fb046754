//! The limits of work and memory for the check of an imported hash, and the error for a record that exceeds one.
use super::{argon2id, bcrypt, pbkdf2, scrypt, text};

/// Returns the limit that the parameters of this record exceed, or `None` if they are within all limits or cannot
/// be parsed.
///
/// The other parts of the record are ignored.
pub(crate) fn exceeded(record: &str) -> Option<&'static str> {
    let rest = record.strip_prefix('$')?;
    let (name, rest) = rest.split_once('$')?;
    match name {
        "argon2id" => of_argon2id(rest),
        "scrypt" => of_scrypt(rest),
        "2a" | "2b" | "2y" => of_bcrypt(rest),
        name if name.starts_with("pbkdf2") => {
            let count = rest.split(['$', ',']).next()?;
            of_pbkdf2(text::named(count, "i")?)
        }
        _ => None,
    }
}

/// Returns the limit that this iteration count of PBKDF2 exceeds.
pub(crate) fn of_pbkdf2(count: u32) -> Option<&'static str> {
    (count > pbkdf2::ITERATIONS).then_some("10,000,000 iterations")
}

fn of_argon2id(rest: &str) -> Option<&'static str> {
    let parameters = rest.strip_prefix("v=19$")?.split('$').next()?;
    let [memory, passes, lanes] = text::parts(parameters, ',')?;
    let limits = [
        (text::named(memory, "m")? > argon2id::MEMORY, "256 MiB of memory"),
        (text::named(passes, "t")? > argon2id::PASSES, "64 passes"),
        (text::named(lanes, "p")? > argon2id::LANES, "64 lanes"),
    ];
    first(&limits)
}

fn of_scrypt(rest: &str) -> Option<&'static str> {
    let [log_n, r, p] = text::parts(rest.split('$').next()?, ',')?;
    let (log_n, r, p) = (text::named(log_n, "ln")?, text::named(r, "r")?, text::named(p, "p")?);
    let memory = scrypt::octets(log_n, r).is_none_or(|octets| octets > scrypt::MEMORY);
    first(&[(memory, "256 MiB of memory"), (r > scrypt::R, "r=64"), (p > scrypt::P, "p=16")])
}

fn of_bcrypt(rest: &str) -> Option<&'static str> {
    let cost: u8 = rest.get(..2)?.parse().ok()?;
    (cost > *bcrypt::COST.end()).then_some("bcrypt's cost 16")
}

fn first(limits: &[(bool, &'static str)]) -> Option<&'static str> {
    limits.iter().find(|(exceeded, _)| *exceeded).map(|(_, limit)| *limit)
}

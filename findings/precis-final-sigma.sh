#!/usr/bin/env bash
# RFC 8265's UsernameCaseMapped on a Greek name in capitals, "ΟΔΥΣΣΕΥΣ".
# Guess: a profile exists so that all make one name of it.
# What happens: precis_i18n makes "οδυσσευς", with Unicode's rule for the sigma at the end of a word, precis-profiles makes
#   "οδυσσευσ", letter by letter. The examples of RFC 8265 have a sigma by itself only. Both results are stable, so they are two accounts.
# Versions: precis_i18n 1.1.2 (on Python 3.11), precis-profiles 0.2.0.
# Why it matters: a directory that was filled through one library does not find its Greek accounts through the other.
. "$(dirname "$0")/support.bash"
python_packages precis_i18n==1.1.2
mkdir -p rust/src
printf '[package]\nname = "sigma"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nprecis-core = "=0.2.0"\nprecis-profiles = "=0.2.0"\n' >rust/Cargo.toml
cat >rust/src/main.rs <<'RUST'
use precis_core::profile::Profile;
use precis_profiles::UsernameCaseMapped;
fn main() {
    for name in std::env::args().skip(1) {
        println!("precis-profiles: {name} -> {}", UsernameCaseMapped::new().enforce(name.as_str()).unwrap());
    }
}
RUST
cargo build --quiet --manifest-path rust/Cargo.toml --target-dir target 2>errors
cat >names.py <<'PY'
import sys
from precis_i18n import get_profile
for name in sys.argv[1:]: print(f"precis_i18n: {name} -> {get_profile('UsernameCaseMapped').enforce(name)}")
PY
names=(ΟΔΥΣΣΕΥΣ ΕΛΕΝΗ οδυσσευς οδυσσευσ)
expect_output "$(python names.py "${names[@]}"; target/debug/sigma "${names[@]}")" <<'EXPECTED'
precis_i18n: ΟΔΥΣΣΕΥΣ -> οδυσσευς
precis_i18n: ΕΛΕΝΗ -> ελενη
precis_i18n: οδυσσευς -> οδυσσευς
precis_i18n: οδυσσευσ -> οδυσσευσ
precis-profiles: ΟΔΥΣΣΕΥΣ -> οδυσσευσ
precis-profiles: ΕΛΕΝΗ -> ελενη
precis-profiles: οδυσσευς -> οδυσσευς
precis-profiles: οδυσσευσ -> οδυσσευσ
EXPECTED

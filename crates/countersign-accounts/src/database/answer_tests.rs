//! The answers to logins and their counted cost.
use super::{
    answer::count,
    answer_world::{World, foreign, random, recipe},
    groups::Sets,
    linkable::main_group,
    store::Store,
};
use crate::{allow_from::AllowFrom, scope::Scope};
use countersign::{
    Credentials, ScramHash, Secret,
    account::{AccountName, AppName, SaltGroup},
};

fn spellings(name: &str) -> Vec<String> {
    let spell = |bits: u32| {
        let letter = |(at, letter): (usize, char)| match bits >> at & 1 {
            1 => letter.to_ascii_uppercase(),
            _ => letter,
        };
        name.chars().enumerate().map(letter).collect()
    };
    (0..1 << name.len()).map(spell).collect()
}

#[tokio::test]
async fn a154_a_name_without_a_password_costs_the_same_in_every_spelling() {
    let world = World::new().await;
    world.add("made-here", &[], Some(&random(&recipe()))).await;
    world.add("imported", &[], Some(&foreign())).await;
    world.add("eve", &[], None).await;
    let (mut of_eve, mut kinds) = (Vec::new(), Vec::new());
    for name in ["eve", "mal", "bob", "kim", "lee", "joe", "amy", "tom", "una", "sue"] {
        let mut costs = Vec::new();
        for spelling in spellings(name) {
            costs.push(world.cost(&spelling).await);
        }
        assert!(costs.iter().all(|cost| *cost == costs[0]), "{name}: {costs:?}");
        kinds.push(costs[0]);
        if name == "eve" {
            of_eve = costs;
        }
    }
    assert_eq!(of_eve.len(), 8);
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), 2, "of the two kinds of accounts");
}

#[tokio::test]
async fn a155_a_challenge_costs_one_record_whatever_the_account_has() {
    let world = World::new().await;
    world.add("four", &["four@example.org", "other@example.org"], Some(&random(&recipe()))).await;
    world.add("one", &[], Some(&random(&recipe().with_hashes([ScramHash::Sha256])))).await;
    world.add("none", &[], None).await;
    world.add("foreign", &[], Some(&foreign())).await;
    let disabled = world.add("disabled", &[], Some(&random(&recipe()))).await;
    world.disable(&disabled).await;
    let names = ["four", "four@example.org", "other@example.org", "one", "none", "foreign", "disabled"];
    let unknown =
        ["unknown", "one@example.org", "foreign@example.org", "x@unserved.example", "x@example.org"];
    for mechanism in ["SCRAM-SHA-256", "SCRAM-SHA-512-PLUS", "PLAIN", "LOGIN"] {
        for name in names.into_iter().chain(unknown) {
            count::take();
            let answer = world.answer(name, mechanism).await;
            assert_eq!(count::take(), 1, "{mechanism} {name}");
            assert_eq!(answer.resolved.is_some(), names.contains(&name), "{mechanism} {name}");
        }
    }
    for name in ["four#phone", "four#phone@example.org", "unknown#phone"] {
        count::take();
        world.database.answer_app(&AppName::asked(name).unwrap(), "SCRAM-SHA-256").await.unwrap();
        assert_eq!(count::take(), 1, "{name}");
    }
}

#[tokio::test]
async fn a152_names_of_one_group_show_one_salt_for_every_account() {
    let world = World::new().await;
    world.add("alice", &["alice@example.org"], Some(&random(&recipe()))).await;
    world.add("carol@example.org", &[], Some(&random(&recipe()))).await;
    world.add("none", &["none@example.org"], None).await;
    for name in ["alice", "carol", "none", "unknown"] {
        let seen = world.shown(name).await;
        assert_eq!(seen, world.shown(&format!("{name}@example.org")).await, "{name}");
        assert_ne!(seen, world.shown(&format!("{name}@unserved.example")).await, "{name}");
        let app = world.shown(&format!("{name}#x")).await;
        assert_eq!(app, world.shown(&format!("{name}#X@example.org")).await, "{name}");
        assert_ne!(seen, app, "{name}");
    }
    // Once the domain is served, the whole group belongs to it.
    world.add("dave", &["dave@second.example"], None).await;
    for name in ["alice", "carol", "none", "unknown"] {
        assert_eq!(world.shown(name).await, world.shown(&format!("{name}@second.example")).await, "{name}");
    }
}

#[tokio::test]
async fn a152_an_account_shows_what_its_name_showed_while_it_was_unknown() {
    let world = World::new().await;
    world.add("zoe", &["zoe@example.org"], Some(&random(&recipe()))).await;
    let before = [world.shown("alice").await, world.shown("shadow@example.org").await];
    let app_before = world.shown("alice#phone").await;
    let account = world.add("alice", &["alice@example.org", "shadow@example.org"], None).await;
    let secret = world.store.secret().await.unwrap();
    let groups = world.store.groups(&account).await.unwrap();
    assert_eq!(groups[0], main_group(&account.name));
    assert_eq!(groups.iter().map(SaltGroup::as_str).collect::<Vec<_>>(), ["alice", "shadow"]);
    for password in ["first password", "second password"] {
        let derive = |group| Credentials::derive(&Secret::new(password), &recipe(), secret.salts(group));
        let mut write = world.store.write().await.unwrap();
        write.set_credentials(&account, &derive(&groups[0]).unwrap().run()).await.unwrap();
        let sets: Sets = vec![(groups[1].clone(), derive(&groups[1]).unwrap().run())];
        write.put_sets(&account, None, &sets).await.unwrap();
        write.commit().await.unwrap();
        world.look().await;
        assert_eq!(before, [world.shown("alice").await, world.shown("shadow@example.org").await]);
        assert_eq!(before, [world.shown("alice@example.org").await, world.shown("shadow").await]);
    }
    let label = AppName::new_label("phone").unwrap();
    let made = secret.salts(&groups[0].with_label(&label));
    let made = Credentials::derive(&Secret::new("an app password"), &recipe(), made).unwrap().run();
    let mut write = world.store.write().await.unwrap();
    write
        .add_app(&account, &label, (&Scope::new([]), &AllowFrom::default()), &[7; 32], &made, &Sets::new())
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(app_before, world.shown("alice#phone").await);
}

#[tokio::test]
async fn a152_a_set_of_an_old_password_is_of_no_use() {
    let world = World::new().await;
    let account = world.add("alice", &["shadow@example.org"], Some(&random(&recipe()))).await;
    let sets: Sets = vec![(SaltGroup::from_kept("shadow"), random(&recipe()))];
    let mut write = world.store.write().await.unwrap();
    write.put_sets(&account, None, &sets).await.unwrap();
    write.commit().await.unwrap();
    let (main, other) = (world.shown("alice").await, world.shown("shadow@example.org").await);
    assert_ne!(main, other);
    // A program of an older version does not know sets; it increments the generation.
    let set = "UPDATE account SET generation = generation + 1";
    sqlx::query(set).execute(&world.store.pool().await.unwrap()).await.unwrap();
    assert_eq!(world.shown("shadow@example.org").await, main);
    // An upgrade keeps the password and the sets that are still valid.
    let mut write = world.store.write().await.unwrap();
    write.put_sets(&account, None, &sets).await.unwrap();
    write.commit().await.unwrap();
    let found = world.store.account(&AccountName::new("alice").unwrap()).await.unwrap().standing;
    let mut write = world.store.write().await.unwrap();
    write.swap_credentials(&found, &random(&recipe())).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(world.shown("shadow@example.org").await, other);
    let mut write = world.store.write().await.unwrap();
    write.set_credentials(&account, &random(&recipe())).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(world.shown("shadow@example.org").await, world.shown("alice").await);
}

#[tokio::test]
async fn names_from_before_there_were_groups_have_them_when_they_are_opened() {
    let world = World::new().await;
    world.add("alice", &["alice@example.org"], Some(&random(&recipe()))).await;
    let clear = "UPDATE login_name SET salt_group = '', domain = ''";
    sqlx::query(clear).execute(&world.store.pool().await.unwrap()).await.unwrap();
    let again = Store::open(world.store.place().clone(), 1).await.unwrap();
    let sql = "SELECT folded, salt_group, domain FROM login_name ORDER BY folded";
    let rows: Vec<(String, String, String)> =
        sqlx::query_as(sql).fetch_all(&again.pool().await.unwrap()).await.unwrap();
    let expected = [("alice", "alice", ""), ("alice@example.org", "alice", "example.org")];
    assert_eq!(rows, expected.map(|(a, b, c)| (a.into(), b.into(), c.into())));
}

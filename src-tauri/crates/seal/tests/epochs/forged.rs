//! Epochs that are none: begun by who is out, by nobody that is known, with an older key, or damaged.

use keepalive_domain::ids::{DeviceId, SpaceId};
use keepalive_seal::{DeskKeys, Members, SpaceKey, TakenOut, seal_card};

use crate::clinic::{Desk, card, clinic, space};

#[test]
fn what_was_taken_out_begins_no_epoch_and_brings_nobody_in() {
    let (mut desks, mut place) = clinic(3);
    let lost = desks[2].id;
    desks[0].takes_out(lost, &mut place);
    desks[1].meets(&mut place);
    let newest = desks[0].key.epoch();
    // It has the key of before, its own keys and the place.
    let begun =
        desks[2].members.begin(space(), &desks[2].key, (lost, &desks[2].keys), None, None, vec![]).unwrap();
    place.insert("epoch-9-forged".to_owned(), begun.file);
    let stranger = Desk::new(66, &desks[2].key);
    place.insert("card".to_owned(), seal_card(&desks[2].key, &stranger.keys.card(stranger.id)).unwrap());
    let as_another = DeskKeys::new().unwrap().card(desks[0].id);
    place.insert("a-card".to_owned(), seal_card(&desks[2].key, &as_another).unwrap());
    for at in [0, 1] {
        assert!(!desks[at].meets(&mut place).locked_out);
        assert_eq!(desks[at].key.epoch(), newest);
        assert!(!desks[at].members.knows(stranger.id) && !desks[at].members.knows(lost));
    }
    desks[1].begins(None, None, &mut place);
    assert!(!desks[0].meets(&mut place).locked_out, "its own card counts, not the one that came later");
}

#[test]
fn an_epoch_by_nobody_that_is_known_is_none() {
    let (mut desks, mut place) = clinic(2);
    let stranger = Desk::new(66, &desks[0].key);
    let begun = stranger
        .members
        .begin(space(), &stranger.key, (stranger.id, &stranger.keys), None, None, vec![])
        .unwrap();
    for at in (0..begun.file.len()).step_by(97) {
        let mut changed = begun.file.clone();
        changed[at] ^= 1;
        place.insert(format!("x-{at}"), changed);
    }
    place.insert("x".to_owned(), begun.file);
    let other_space = SpaceId::from_slice(&[8; 16]).unwrap();
    let by = (desks[1].id, &desks[1].keys);
    let other = desks[1].members.begin(other_space, &desks[1].key, by, None, None, vec![]).unwrap();
    place.insert("y".to_owned(), other.file);
    let learned = desks[0].meets(&mut place);
    assert_eq!((learned.locked_out, desks[0].key.epoch().number), (false, 0));
}

/// Begins an epoch of this number in the name of `by`, with its own key, as somebody would who has a program of their own.
fn forged(number: u32, by: DeviceId, keys: &DeskKeys, key: &SpaceKey) -> Vec<u8> {
    let begun = Members::default().begin(space(), key, (by, keys), None, None, Vec::new()).unwrap();
    let out = TakenOut { device: DeviceId::from_slice(&[1; 16]).unwrap(), at_ms: 1, cuts: Vec::new() };
    resealed(&begun.file, key, keys, |epoch| {
        epoch["id"] = serde_json::json!({ "number": number, "mark": mark_of(key, number) });
        epoch["out"] = serde_json::json!([out]);
    })
}

/// The mark of the key of this number among these; of a later number, made up.
fn mark_of(key: &SpaceKey, number: u32) -> [u8; 8] {
    let line = key.text().lines().nth(number as usize).map(ToOwned::to_owned);
    let key = match (number, line) {
        (0, Some(line)) => SpaceKey::parse(&line).unwrap(),
        (_, Some(line)) => {
            SpaceKey::parse(&format!("{}\n{line}", key.text().lines().next().unwrap())).unwrap()
        }
        (_, None) => return [0; 8],
    };
    key.epoch().mark
}

/// The file with something changed in it, signed by these keys, and proved by this epoch's key where it is here.
fn resealed(
    file: &[u8],
    key: &SpaceKey,
    keys: &DeskKeys,
    change: impl FnOnce(&mut serde_json::Value),
) -> Vec<u8> {
    use base64::Engine as _;
    use ed25519_dalek::Signer as _;

    let base64 = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let mut epoch: serde_json::Value = serde_json::from_slice(&file[8 + 64 + 32..]).unwrap();
    change(&mut epoch);
    let json = serde_json::to_vec(&epoch).unwrap();
    let text = keys.text();
    let seed =
        base64.decode(text.lines().nth(1).unwrap().strip_prefix("KEEPALIVE-SIGN-1-").unwrap()).unwrap();
    let signs = ed25519_dalek::SigningKey::from_bytes(&seed.try_into().unwrap());
    let signature = signs.sign(&[&file[..8], &json].concat()).to_bytes();
    let number = usize::try_from(epoch["id"]["number"].as_u64().unwrap()).unwrap();
    let secret = key.text().lines().nth(number).map(|line| line[line.len() - 43..].to_owned());
    let secret = secret.map_or_else(|| vec![0; 32], |secret| base64.decode(secret).unwrap());
    let derived =
        blake3::derive_key("keepalive 2026 that the beginning of an epoch is by who has its key", &secret);
    let proof = *blake3::keyed_hash(&derived, &json).as_bytes();
    [&file[..8], &signature, &proof, &json].concat()
}

#[test]
fn who_has_older_keys_alone_begins_no_epoch_with_them() {
    let (mut desks, mut place) = clinic(4);
    let (victim, lost, later) = (desks[0].id, desks[2].id, desks[3].id);
    desks[0].takes_out(lost, &mut place);
    for desk in &mut desks[1..] {
        desk.meets(&mut place);
    }
    let oldest = desks[2].key.clone();
    desks[1].takes_out(later, &mut place);
    desks[0].meets(&mut place);
    let older = desks[3].key.clone();
    assert_eq!((oldest.epoch().number, older.epoch().number), (0, 1));
    // Sorted before and behind the true ones, by keys that nobody knows.
    let stranger = DeskKeys::new().unwrap();
    for (n, key) in [(0, &oldest), (1, &older)] {
        let file = forged(n, desks[1].id, &stranger, key);
        place.insert(format!("a-{n}"), file.clone());
        place.insert(format!("z-{n}"), file);
    }
    let code = desks[0].key.clone();
    let mut new = Desk::new(99, &code);
    assert!(!new.meets(&mut place).locked_out);
    for desk in desks[..2].iter_mut().chain([&mut new]) {
        assert!(!desk.meets(&mut place).locked_out);
        assert_eq!((desk.out(), desk.members.knows(victim)), (vec![lost, later], true));
        assert_eq!(desk.key.epoch().number, 2);
    }
    // What was done with the older key counts for who is new as well: the newest knew it.
    assert!(new.members.files(&new.key, None).unwrap().iter().any(|(name, _)| name.starts_with("epoch-1")));
}

#[test]
fn a_card_that_was_laid_with_an_older_key_begins_no_epoch() {
    let (mut desks, mut place) = clinic(4);
    let (lost, stranger) = (desks[2].id, Desk::new(66, &desks[2].key));
    let mut elsewhere = place.clone();
    desks[0].takes_out(lost, &mut place);
    elsewhere.insert("card".to_owned(), card(&stranger.key, stranger.id, &stranger.keys));
    for at in [1, 3] {
        desks[at].meets(&mut elsewhere);
        assert!(desks[at].members.knows(stranger.id));
    }
    // One hears of the newer key first, one at once with what the stranger begins.
    desks[1].meets(&mut place);
    for number in [2, 5] {
        let file = forged(number, stranger.id, &stranger.keys, &stranger.key);
        place.insert(format!("a-{number}"), file);
    }
    for at in [1, 3] {
        for _ in 0..2 {
            assert!(!desks[at].meets(&mut place).locked_out, "desk {at}");
            assert_eq!((desks[at].out(), desks[at].key.epoch()), (vec![lost], desks[0].key.epoch()));
        }
    }
}

#[test]
fn a_copy_of_an_epoch_that_was_damaged_locks_nobody_out() {
    let (mut desks, mut place) = clinic(3);
    let lost = desks[2].id;
    desks[0].takes_out(lost, &mut place);
    let (_, whole) = place.iter().find(|(name, _)| name.starts_with("epoch-1")).unwrap();
    let whole = whole.clone();
    for at in (0..whole.len()).step_by(29).chain(72..104) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        place.insert(format!("a-{at}"), damaged);
    }
    assert!(!desks[1].meets(&mut place).locked_out);
    assert!(desks[0].is_read_by(&desks[1]) && desks[1].is_read_by(&desks[0]));
}

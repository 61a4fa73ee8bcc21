//! Desks of a clinic that leave each other cards and epochs in one place, as they lie in a folder or a database.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

use std::collections::BTreeMap;

use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};
use keepalive_seal::{
    Card, Cut, DeskKeys, Guest, Learned, Members, SheetKey, SpaceKey, TakenOut, Witness, open_answer,
    seal_answer, seal_card, unwrap_epoch, wrapped_in,
};
use keepalive_sync::{Item, Point, Role, Run, StreamKey, Trust as _};

/// What lies there, by its name.
type Place = BTreeMap<String, Vec<u8>>;

struct Desk {
    id: DeviceId,
    keys: DeskKeys,
    key: SpaceKey,
    members: Members,
}

fn space() -> SpaceId {
    SpaceId::from_slice(&[9; 16]).unwrap()
}

/// Desks 1 to `n`, which have met.
fn clinic(n: u8) -> (Vec<Desk>, Place) {
    let key = SpaceKey::new().unwrap();
    let mut desks: Vec<Desk> = (1..=n).map(|id| Desk::new(id, &key)).collect();
    let mut place = Place::new();
    for desk in desks.iter().chain(&[]) {
        desk.lays(&mut place);
    }
    for desk in &mut desks {
        assert!(!desk.meets(&mut place).locked_out);
    }
    (desks, place)
}

impl Desk {
    fn new(id: u8, key: &SpaceKey) -> Self {
        let id = DeviceId::from_slice(&[id; 16]).unwrap();
        Self { id, keys: DeskKeys::new().unwrap(), key: key.clone(), members: Members::default() }
    }

    fn lays(&self, place: &mut Place) {
        for (name, file) in self.members.files(&self.key, Some(&self.keys.card(self.id))).unwrap() {
            place.entry(name).or_insert(file);
        }
    }

    fn meets(&mut self, place: &mut Place) -> Learned {
        let files: Vec<Vec<u8>> = place.values().cloned().collect();
        let learned = self.members.learn(space(), &self.key, &self.keys, &files);
        self.key = learned.key.clone();
        if !learned.locked_out {
            self.lays(place);
        }
        // What is known is kept between meetings.
        let kept = serde_json::to_string(&self.members).unwrap();
        self.members = serde_json::from_str(&kept).unwrap();
        learned
    }

    fn takes_out(&mut self, other: DeviceId, place: &mut Place) {
        let cuts = vec![Cut { stream: StreamId::from_slice(&[7; 16]).unwrap(), seq: 3, hash: None }];
        self.begins(Some(TakenOut { device: other, at_ms: 1, cuts }), None, place);
    }

    fn begins(&mut self, out: Option<TakenOut>, sheet: Option<&str>, place: &mut Place) {
        let begun =
            self.members.begin(space(), &self.key, (self.id, &self.keys), out, sheet, Vec::new()).unwrap();
        assert!(place.insert(begun.name, begun.file).is_none());
        assert_eq!(self.meets(place).key.text(), begun.key.text());
    }

    fn out(&self) -> Vec<DeviceId> {
        let mut out: Vec<_> = self.members.taken_out().map(|out| out.device).collect();
        out.sort_unstable();
        out
    }

    /// Whether `other` reads what this desk writes now.
    fn is_read_by(&self, other: &Self) -> bool {
        let guest: Guest = [5; 16];
        open_answer(&other.key, &seal_answer(&self.key, guest).unwrap()) == Some(guest)
    }
}

#[test]
fn who_stays_has_the_new_key_and_who_was_taken_out_reads_only_what_was_before() {
    let (mut desks, mut place) = clinic(3);
    let lost = desks[2].id;
    desks[0].takes_out(lost, &mut place);
    assert!(!desks[1].meets(&mut place).locked_out);
    let theirs = desks[2].meets(&mut place);
    assert!(theirs.locked_out && !theirs.leaks, "it is told");
    assert!(desks[0].is_read_by(&desks[1]) && desks[1].is_read_by(&desks[0]));
    assert!(!desks[0].is_read_by(&desks[2]) && !desks[1].is_read_by(&desks[2]));
    assert!(desks[2].is_read_by(&desks[0]), "what it writes with the key of before");
    assert_eq!((desks[1].out(), desks[2].out()), (vec![lost], vec![lost]));
    assert_eq!(desks[1].members.taken_out().next().unwrap().cuts[0].seq, 3);
}

#[test]
fn a_desk_that_was_away_for_three_epochs_has_all_keys_at_once() {
    let (mut desks, mut place) = clinic(4);
    let (away, lost) = (desks.remove(1), desks[2].id);
    let mut away = away;
    desks[0].takes_out(lost, &mut place);
    desks[0].begins(None, Some("9x8gf2tv"), &mut place);
    desks[1].meets(&mut place);
    desks[1].begins(None, Some("qqqqqqqq"), &mut place);
    desks[0].meets(&mut place);
    assert!(!away.meets(&mut place).locked_out);
    assert_eq!((away.key.epoch().number, away.key.text()), (3, desks[0].key.text()));
    assert_eq!(away.out(), [lost]);
    assert_eq!(away.members.withdrawn().filter(|mark| *mark == "9x8gf2tv").count(), 2, "each epoch says all");
    // Half of the newest file has come so far: it goes on with the one before, and nothing is lost.
    let (mut late, mut half) = (Desk::new(1, &desks[0].key), place.clone());
    late.key = SpaceKey::parse(desks[0].key.text().lines().next().unwrap()).unwrap();
    late.keys = desks[0].keys.clone();
    let newest = half.keys().filter(|name| name.starts_with("epoch-3")).cloned().collect::<Vec<_>>();
    for name in &newest {
        let file = half.get_mut(name).unwrap();
        file.truncate(file.len() / 2);
    }
    assert_eq!(newest.len(), 1);
    // Its own trust stands in what it pinned: the members of the first epoch are those it saw.
    late.members = desks[0].members.clone();
    assert!(!late.meets(&mut place).locked_out);
    assert_eq!(late.key.text(), desks[0].key.text());
    let mut torn = Desk::new(2, &SpaceKey::parse(desks[0].key.text().lines().next().unwrap()).unwrap());
    let learned =
        torn.members.learn(space(), &torn.key, &torn.keys, &half.values().cloned().collect::<Vec<_>>());
    assert_eq!(learned.key.epoch().number, 0);
}

#[test]
fn two_that_take_out_others_at_once_leave_neither_of_them_in() {
    let (mut desks, mut place) = clinic(5);
    let (one, other) = (desks[3].id, desks[4].id);
    // Neither has heard of what the other does.
    let mut elsewhere = place.clone();
    desks[0].takes_out(one, &mut place);
    desks[1].takes_out(other, &mut elsewhere);
    place.extend(elsewhere);
    let mut leaks = 0;
    for at in [2, 0, 1, 2, 0, 1] {
        if desks[at].meets(&mut place).leaks {
            leaks += 1;
            desks[at].begins(None, None, &mut place);
        }
    }
    assert_eq!(leaks, 1, "the first who sees it begins another, which the rest take");
    for at in [3, 4] {
        assert!(desks[at].meets(&mut place).locked_out);
        assert!((0..3).all(|stays| !desks[stays].is_read_by(&desks[at])), "desk {at}");
    }
    assert!((0..3).all(|a| (0..3).all(|b| desks[a].is_read_by(&desks[b]))));
    assert_eq!(desks[2].out(), [one, other]);
}

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

#[test]
fn a_desk_that_is_let_in_again_by_a_code_is_in() {
    let (mut desks, mut place) = clinic(3);
    let lost = desks[2].id;
    desks[0].takes_out(lost, &mut place);
    desks[1].meets(&mut place);
    // The code brings it the keys; it was found again and is trusted.
    desks[2].key = desks[0].key.clone();
    assert!(!desks[2].meets(&mut place).locked_out);
    for at in [0, 1] {
        desks[at].meets(&mut place);
        assert!(desks[at].members.knows(lost) && desks[at].out().is_empty());
    }
    desks[1].begins(None, None, &mut place);
    assert!(!desks[2].meets(&mut place).locked_out && !desks[0].meets(&mut place).locked_out);
    assert!(desks[0].members.knows(lost) && desks[1].members.knows(lost));
    desks[0].takes_out(lost, &mut place);
    assert!(desks[2].meets(&mut place).locked_out, "and out again");
    assert_eq!(desks[0].out(), [lost]);
}

#[test]
fn a_desk_that_never_said_its_keys_is_told_and_comes_in_by_a_code() {
    let (mut desks, mut place) = clinic(2);
    let mut silent = Desk::new(3, &desks[0].key);
    assert!(!desks[0].members.knows(silent.id));
    // It knows the others: it heard of the place.
    let files: Vec<Vec<u8>> = place.values().cloned().collect();
    silent.members.learn(space(), &silent.key, &silent.keys, &files);
    let lost = desks[1].id;
    desks[0].takes_out(lost, &mut place);
    assert!(silent.meets(&mut place).locked_out);
    silent.key = silent.key.joined(&desks[0].key).unwrap();
    assert!(!silent.meets(&mut place).locked_out);
    desks[0].meets(&mut place);
    assert!(desks[0].members.knows(silent.id));
}

#[test]
fn a_sheet_opens_the_newest_epoch_until_it_is_withdrawn() {
    let (mut desks, mut place) = clinic(3);
    let (kept, gone, older) = (SheetKey::new().unwrap(), SheetKey::new().unwrap(), SheetKey::new().unwrap());
    for sheet in [&kept, &gone] {
        let key = desks[0].key.clone();
        desks[0].members.has_sheet(&key, Card::of_sheet(sheet));
    }
    desks[0].meets(&mut place);
    desks[1].meets(&mut place);
    assert!(desks[1].members.opens_newest(&older.mark()), "there is one key so far");
    let lost = desks[2].id;
    desks[1].takes_out(lost, &mut place);
    assert!(desks[1].members.opens_newest(&kept.mark()) && desks[1].members.opens_newest(&gone.mark()));
    assert!(!desks[1].members.opens_newest(&older.mark()), "made before sheets had cards");
    desks[1].begins(None, Some(&gone.mark()), &mut place);
    desks[0].meets(&mut place);
    assert!(desks[0].members.opens_newest(&kept.mark()) && !desks[0].members.opens_newest(&gone.mark()));
    let newest = place.iter().find(|(name, _)| name.starts_with("epoch-2")).unwrap().1;
    assert_eq!(unwrap_epoch(&kept, newest).unwrap().text(), desks[0].key.text());
    assert!(unwrap_epoch(&gone, newest).is_none());
    assert!(wrapped_in(newest).unwrap().starts_with("-----BEGIN AGE ENCRYPTED FILE-----"));
    // A sheet that is made now opens all.
    let new = SheetKey::new().unwrap();
    let key = desks[0].key.clone();
    desks[0].members.has_sheet(&key, Card::of_sheet(&new));
    assert!(desks[0].members.opens_newest(&new.mark()));
    assert_eq!(new.unwrap(&new.wrap(&key).unwrap()).unwrap().text(), key.text());
}

/// Whether `desk` takes what `keys` sign for what desk `of` wrote.
fn takes_for(desk: &Desk, of: DeviceId, keys: &DeskKeys) -> bool {
    let key = StreamKey { space: space(), stream: StreamId::from_slice(&[3; 16]).unwrap() };
    let items = vec![Item { before: None, header: vec![1], body: Some(vec![1]) }];
    let mut run = Run { key, role: Role::Log, device: of, after: Point::ORIGIN, items, signed: Vec::new() };
    Witness::new(&Members::default(), Some((of, keys.clone()))).sign(&mut run);
    Witness::new(&desk.members, None).vouches(&run).items == 1
}

/// A card of these keys as one that signs, sealed with this key.
fn card(key: &SpaceKey, of: DeviceId, keys: &DeskKeys) -> Vec<u8> {
    seal_card(key, &keys.card(of).signing(Vec::new())).unwrap()
}

#[test]
fn who_has_the_newest_key_lays_no_card_in_the_name_of_a_desk_that_is_known() {
    let (mut desks, mut place) = clinic(4);
    let (victim, lost) = (desks[2].id, desks[3].id);
    for (n, desk) in desks.iter().enumerate() {
        place.insert(format!("signs-{n}"), card(&desk.key, desk.id, &desk.keys));
    }
    let thief = DeskKeys::new().unwrap();
    let later = |desks: &mut [Desk], place: &mut Place, n: usize| {
        place.insert(format!("false-{n}"), card(&desks[0].key, victim, &thief));
        for _ in 0..2 {
            for desk in &mut *desks {
                assert!(!desk.meets(place).locked_out);
            }
        }
        for desk in &*desks {
            assert!(!takes_for(desk, victim, &thief), "in the time of key {n}");
            assert!(takes_for(desk, victim, &desks[2].keys), "in the time of key {n}");
        }
    };
    later(&mut desks, &mut place, 0);
    desks[0].takes_out(lost, &mut place);
    desks.truncate(3);
    later(&mut desks, &mut place, 1);
    desks[1].begins(None, Some("9x8gf2tv"), &mut place);
    later(&mut desks, &mut place, 2);
    // Nor does an epoch by a desk that is in: who is known by some keys has no others.
    let mut stranger = Desk::new(66, &desks[0].key);
    let forged = card(&stranger.key, victim, &thief);
    stranger.members.learn(space(), &stranger.key, &stranger.keys, &[forged]);
    place.insert("stranger".to_owned(), card(&stranger.key, stranger.id, &stranger.keys));
    desks[0].meets(&mut place);
    stranger.begins(None, None, &mut place);
    for at in [0, 1] {
        desks[at].meets(&mut place);
        assert!(!takes_for(&desks[at], victim, &thief));
    }
}

#[test]
fn a_desk_says_its_card_again_in_a_later_epoch_and_with_other_keys_it_is_another_desk() {
    let (mut desks, mut place) = clinic(3);
    let (own, lost) = (desks[1].id, desks[2].id);
    place.insert("signs".to_owned(), card(&desks[1].key, own, &desks[1].keys));
    desks[0].takes_out(lost, &mut place);
    desks[1].meets(&mut place);
    place.insert("signs-again".to_owned(), card(&desks[1].key, own, &desks[1].keys));
    desks[0].meets(&mut place);
    assert!(takes_for(&desks[0], own, &desks[1].keys));
    // It lost its keys: what it knows says that they are others', and so does what lies there.
    let new = DeskKeys::new().unwrap();
    assert!(!desks[1].members.is_known_by_others_keys(own, &desks[1].keys));
    assert!(desks[1].members.is_known_by_others_keys(own, &new));
    let mut empty = Members::default();
    empty.learn(space(), &desks[1].key, &new, &place.values().cloned().collect::<Vec<_>>());
    assert!(empty.is_known_by_others_keys(own, &new));
    let other = DeviceId::from_slice(&[77; 16]).unwrap();
    place.insert("another".to_owned(), card(&desks[1].key, other, &new));
    desks[0].meets(&mut place);
    assert!(takes_for(&desks[0], other, &new) && !takes_for(&desks[0], own, &new));
}

#[test]
fn desks_that_saw_different_first_cards_agree_once_an_epoch_names_one() {
    let (mut desks, mut place) = clinic(3);
    let (victim, true_keys, false_keys) =
        (DeviceId::from_slice(&[44; 16]).unwrap(), DeskKeys::new().unwrap(), DeskKeys::new().unwrap());
    let cards = [card(&desks[0].key, victim, &true_keys), card(&desks[0].key, victim, &false_keys)];
    for (at, cards) in [(0, [&cards[0], &cards[1]]), (1, [&cards[1], &cards[0]])] {
        for (n, card) in cards.into_iter().enumerate() {
            place.insert("card".to_owned(), card.clone());
            desks[at].meets(&mut place);
            assert_eq!(takes_for(&desks[at], victim, &true_keys), at == 0, "card {n}: the first counts");
        }
    }
    let lost = desks[2].id;
    desks[0].takes_out(lost, &mut place);
    desks[1].meets(&mut place);
    for desk in &desks[..2] {
        assert!(takes_for(desk, victim, &true_keys) && !takes_for(desk, victim, &false_keys));
    }
}

#[test]
fn what_was_laid_with_an_older_key_is_not_brought_in_by_the_next_one() {
    let (mut desks, mut place) = clinic(3);
    let (lost, stranger) = (desks[2].id, Desk::new(66, &desks[2].key));
    let mut elsewhere = place.clone();
    desks[0].takes_out(lost, &mut place);
    // Laid with the key of before, and seen by one that has not heard.
    elsewhere.insert("card".to_owned(), card(&desks[2].key, stranger.id, &stranger.keys));
    desks[1].meets(&mut elsewhere);
    assert!(desks[1].members.knows(stranger.id));
    desks[1].meets(&mut place);
    desks[1].begins(None, None, &mut place);
    assert!(!desks[1].is_read_by(&stranger));
    let mut stranger = stranger;
    assert!(stranger.meets(&mut place).locked_out);
    assert!(!desks[0].meets(&mut place).locked_out);
}

#[test]
fn a_desk_that_was_let_in_again_stays_in_also_for_who_was_away_and_for_who_is_new() {
    let (mut desks, mut place) = clinic(4);
    let (lost, other) = (desks[2].id, DeviceId::from_slice(&[55; 16]).unwrap());
    desks[0].takes_out(lost, &mut place);
    desks[2].key = desks[0].key.clone();
    desks[2].meets(&mut place);
    desks[0].meets(&mut place);
    desks[0].begins(None, Some("9x8gf2tv"), &mut place);
    // Desk 4 was away all the time; another one comes with a code.
    let code = desks[0].key.clone();
    let mut new = Desk::new(5, &code);
    let (here, away) = desks.split_at_mut(3);
    for desk in [&mut new, &mut away[0], &mut here[2]] {
        let learned = desk.meets(&mut place);
        assert!(!learned.locked_out && !learned.leaks && desk.members.knows(lost));
        assert_eq!((desk.out(), desk.key.epoch()), (vec![], code.epoch()));
    }
    // Also once more keys have begun, and it can be taken out again.
    away[0].takes_out(other, &mut place);
    for desk in here.iter_mut().chain([&mut new]) {
        assert!(!desk.meets(&mut place).locked_out && desk.members.knows(lost));
    }
    new.takes_out(lost, &mut place);
    let mut newest = Desk::new(6, &new.key);
    for desk in [&mut newest, &mut away[0], &mut here[0]] {
        assert!(!desk.meets(&mut place).locked_out && !desk.members.knows(lost));
    }
    assert!(here[2].meets(&mut place).locked_out);
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

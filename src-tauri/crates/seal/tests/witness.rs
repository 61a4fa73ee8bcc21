//! Whose word counts for what comes: signatures, cards and epochs.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};
use keepalive_seal::{
    Card, Cut, DeskKeys, Members, SpaceKey, TakenOut, Witness, open_run, seal_card, seal_run,
};
use keepalive_sync::{Item, Point, Proof, Reason, Role, Run, Signed, StreamKey, Trust as _, Vouched};

fn space() -> SpaceId {
    SpaceId::from_slice(&[9; 16]).unwrap()
}

fn id(n: u8) -> DeviceId {
    DeviceId::from_slice(&[n; 16]).unwrap()
}

/// `ops` ops of a desk's one stream after `after`; another `chain` is a fork.
fn run(device: DeviceId, chain: u8, after: Point, ops: u8) -> Run {
    let key = StreamKey { space: space(), stream: StreamId::from_slice(device.bytes()).unwrap() };
    let item = |n| Item { before: None, header: vec![chain, n], body: Some(vec![n]) };
    let items = (1..=ops).map(item).collect();
    Run { key, role: Role::Log, device, after, items, signed: Vec::new() }
}

fn end(run: &Run) -> Point {
    run.piece().end
}

fn signed(device: DeviceId, keys: &DeskKeys, mut run: Run) -> Run {
    Witness::new(&Members::default(), Some((device, keys.clone()))).sign(&mut run);
    run
}

/// What a desk knows that has seen these cards, sealed with the key.
fn knowing(key: &SpaceKey, cards: &[Card]) -> Members {
    let files: Vec<_> = cards.iter().map(|card| seal_card(key, card).unwrap()).collect();
    let mut members = Members::default();
    members.learn(space(), key, &DeskKeys::new().unwrap(), &files);
    members
}

fn items(members: &Members, run: &Run) -> usize {
    Witness::new(members, None).vouches(run).items
}

/// Its signature, and by which key it is known.
fn signed_by(members: &Members, device: DeviceId, run: &Run) -> Signed {
    let Proof::Signature(key) = Witness::new(members, None).proof_of(device) else { panic!("it signs") };
    Signed { good_by: Some(key), ..*run.signed.last().unwrap() }
}

#[test]
fn a_signature_stands_for_all_before_it_and_is_its_desks_alone() {
    let (key, keys, other) = (SpaceKey::new().unwrap(), DeskKeys::new().unwrap(), DeskKeys::new().unwrap());
    let cards = [keys.card(id(1)).signing(vec![]), other.card(id(2)).signing(vec![])];
    let members = knowing(&key, &cards);
    let plain = run(id(1), 0, Point::ORIGIN, 3);
    let good = signed(id(1), &keys, plain.clone());
    let by_card = signed_by(&members, id(1), &good);
    let whole = Vouched { items: 3, signed: Some(by_card), why: Reason::Unsigned };
    assert_eq!(Witness::new(&members, None).vouches(&good), whole);
    assert_eq!(items(&members, &plain), 0);
    // Two more ops came behind the signature.
    let longer = Run { signed: good.signed.clone(), ..run(id(1), 0, Point::ORIGIN, 5) };
    assert_eq!(items(&members, &longer), 3);
    // Another chain, another stream's name, another desk's signature.
    let fork = Run { signed: good.signed.clone(), ..run(id(1), 1, Point::ORIGIN, 3) };
    assert_eq!(items(&members, &fork), 0);
    let mut elsewhere = good.clone();
    elsewhere.key.stream = StreamId::from_slice(&[4; 16]).unwrap();
    assert_eq!(items(&members, &elsewhere), 0);
    let theirs = signed(id(2), &other, Run { device: id(2), ..plain.clone() });
    assert_eq!(items(&members, &Run { signed: theirs.signed, ..plain }), 0);
    assert_eq!(items(&members, &Run { role: Role::Carry, ..good }), 0, "not what it signed");
}

#[test]
fn a_signature_comes_along_in_a_segment() {
    let (key, keys) = (SpaceKey::new().unwrap(), DeskKeys::new().unwrap());
    let good = signed(id(1), &keys, run(id(1), 0, Point::ORIGIN, 3));
    assert_eq!(open_run(&key, &seal_run(&key, &good).unwrap()), Some(good));
}

#[test]
fn a_desk_that_does_not_sign_yet_is_taken_at_its_word_and_its_card_says_since_when_it_signs() {
    let (key, keys) = (SpaceKey::new().unwrap(), DeskKeys::new().unwrap());
    let before = run(id(1), 0, Point::ORIGIN, 3);
    let after = run(id(1), 0, end(&before), 2);
    for members in [Members::default(), knowing(&key, &[keys.card(id(1))])] {
        assert_eq!((items(&members, &before), items(&members, &after)), (3, 2));
        assert_eq!(Witness::new(&members, None).proof_of(id(1)), Proof::Nothing);
    }
    let since = vec![Cut::at(before.key.stream, end(&before))];
    // In whatever order the two cards of one desk come.
    let signing = keys.card(id(1)).signing(since);
    for cards in [[keys.card(id(1)), signing.clone()], [signing.clone(), keys.card(id(1))]] {
        let members = knowing(&key, &cards);
        assert_eq!((items(&members, &before), items(&members, &after)), (3, 0));
        assert_eq!(
            items(&members, &run(id(1), 1, Point::ORIGIN, 3)),
            0,
            "another chain is not what it meant"
        );
        assert_eq!(items(&members, &signed(id(1), &keys, after.clone())), 2);
        assert_eq!(members.signing_card(id(1), &keys), Some(&signing));
    }
}

#[test]
fn of_a_desk_that_is_out_only_what_the_epoch_says_of_it_counts() {
    let (first, by, lost) = (SpaceKey::new().unwrap(), DeskKeys::new().unwrap(), DeskKeys::new().unwrap());
    let cards = [by.card(id(1)).signing(vec![]), lost.card(id(2)).signing(vec![])];
    let mut members = knowing(&first, &cards);
    let before = signed(id(2), &lost, run(id(2), 0, Point::ORIGIN, 3));
    let after = signed(id(2), &lost, run(id(2), 0, end(&before), 2));
    let stranger = run(id(3), 0, Point::ORIGIN, 2);
    let cuts = vec![Cut::at(before.key.stream, end(&before))];
    let out = TakenOut { device: id(2), at_ms: 1, cuts };
    let reached = vec![Cut::at(stranger.key.stream, stranger.points().next().unwrap())];
    let begun = members.begin(space(), &first, (id(1), &by), Some(out), None, reached).unwrap();
    members.learn(space(), &begun.key, &by, std::slice::from_ref(&begun.file));
    let witness = Witness::new(&members, None);
    assert_eq!(witness.vouches(&before).items, 3);
    assert_eq!(witness.vouches(&after), Vouched { items: 0, signed: None, why: Reason::TakenOut });
    assert_eq!(witness.proof_of(id(2)), Proof::Word);
    // Whoever had said no keys is known by what stood there.
    assert_eq!(witness.vouches(&stranger), Vouched { items: 1, signed: None, why: Reason::Unsigned });
    // A desk that does not exist, brought in with the older key, also where that card came before the epoch.
    let made_up = DeskKeys::new().unwrap();
    let card = seal_card(&first, &made_up.card(id(4)).signing(vec![])).unwrap();
    let forged = signed(id(4), &made_up, run(id(4), 0, Point::ORIGIN, 1));
    members.learn(space(), &begun.key, &by, std::slice::from_ref(&card));
    assert_eq!(items(&members, &forged), 0);
    let mut late = knowing(&first, &cards);
    late.learn(space(), &first, &DeskKeys::new().unwrap(), std::slice::from_ref(&card));
    assert_eq!(items(&late, &forged), 1, "it has not heard of the newer key");
    late.learn(space(), &begun.key, &DeskKeys::new().unwrap(), std::slice::from_ref(&begun.file));
    assert_eq!(items(&late, &forged), 0);
    assert_eq!(
        Witness::new(&late, None).proof_of(id(4)),
        Proof::Word,
        "what it took in before, it stands in for"
    );
}

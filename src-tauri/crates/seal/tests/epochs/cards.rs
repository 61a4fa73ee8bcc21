//! Whose keys are whose: cards that are true, false, early and late.

use keepalive_domain::ids::DeviceId;
use keepalive_seal::{DeskKeys, Members};

use crate::clinic::{Desk, Place, card, clinic, space, takes_for};

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
fn a_card_that_a_place_lost_is_said_again_by_those_who_know_it_as_long_as_its_desk_is_in() {
    let (mut desks, mut place) = clinic(3);
    let (lost, outside) = (desks[2].id, Desk::new(66, &desks[2].key));
    // Laid with the key of before, and seen by one that has not heard of the next.
    let mut elsewhere = place.clone();
    elsewhere.insert("outside".to_owned(), card(&outside.key, outside.id, &outside.keys));
    desks[1].meets(&mut elsewhere);
    desks[0].takes_out(lost, &mut place);
    // It came after the newest key had begun, which so does not name it, and broke for good.
    let broke = Desk::new(4, &desks[0].key);
    place.insert("broke".to_owned(), card(&broke.key, broke.id, &broke.keys));
    for desk in &mut desks[..2] {
        assert!(!desk.meets(&mut place).locked_out);
        assert!(takes_for(desk, broke.id, &broke.keys));
    }
    for at in [0, 1] {
        // A server that was made anew, or an older copy of it.
        place.clear();
        desks[at].meets(&mut place);
        let mut new = Desk::new(5, &desks[0].key);
        assert!(!new.meets(&mut place).locked_out);
        assert!(takes_for(&new, broke.id, &broke.keys), "desk {at} says who it was");
        for gone in [lost, outside.id] {
            assert!(!new.members.knows(gone), "and brings in nobody");
        }
    }
    // Once it is taken out nobody says its card again.
    desks[0].takes_out(broke.id, &mut place);
    desks[1].meets(&mut place);
    place.clear();
    desks[1].meets(&mut place);
    let mut new = Desk::new(6, &desks[0].key);
    assert!(!new.meets(&mut place).locked_out);
    assert!(!new.members.knows(broke.id) && !takes_for(&new, broke.id, &broke.keys));
}

//! Who has the newest key: those that stay, those that come back, and whoever has a sheet.

use keepalive_domain::ids::DeviceId;
use keepalive_seal::{Card, SheetKey, SpaceKey, unwrap_epoch, wrapped_in};

use crate::clinic::{Desk, clinic, space};

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

//! How many people need a request: each counts once, whatever voices say it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use common::{Desk, id};
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

/// When everything here happened, UTC ms.
const AT_MS: i64 = 1_795_000_000_000;

fn request(n: u8, requester: &str) -> Change {
    Change::of(Kind::Request, id(n)).with("title", "Recall list").with("requester", requester)
}

/// As another program's table brought it: the person is a name, the voice has an identity of its own.
fn voice(n: u8, on: u8, person: impl Into<Value>) -> Change {
    let at = Value::Instant(AT_MS);
    Change::of(Kind::Voice, id(n)).with("item", id(on)).with("person", person).with("at", at)
}

fn state(n: u8, of: u8, state: &str, into: Option<EntityId>) -> Change {
    let change = Change::of(Kind::RequestState, id(n)).with("request", id(of)).with("state", state);
    change.with("at", Value::Instant(AT_MS)).with_some("into", into)
}

fn people(desk: &Desk, n: u8) -> u32 {
    desk.store().read(|read| read.request(id(n))).unwrap().unwrap().summary.people
}

/// Ana asked and two voices are Ben's, one is of somebody in the record: three. The merged one brings nobody new.
#[test]
fn two_voices_of_one_name_are_one_person_before_and_after_something_is_merged() {
    let desk = Desk::new(91);
    let cleo = Change::of(Kind::Person, id(9)).with("name", "Cleo Diaz");
    desk.act("made", vec![cleo, request(1, "Ana Fox"), request(2, "Ben Cole")]);
    desk.act("voices", vec![voice(3, 1, "Ben Cole"), voice(4, 1, "Ben Cole")]);
    assert_eq!(people(&desk, 1), 2);
    desk.act("voices", vec![voice(5, 1, id(9)), voice(6, 1, "Ana Fox")]);
    assert_eq!(people(&desk, 1), 3);
    desk.act("merged", vec![state(7, 2, "merged", Some(id(1)))]);
    assert_eq!(people(&desk, 1), 3);
    let gone = [3, 4].map(|n| Change::of(Kind::Voice, id(n)).with("deleted", true));
    desk.act("voices_removed", gone.to_vec());
    assert_eq!(people(&desk, 1), 3, "Ben asked for what was merged");
}

#[test]
fn voices_alone_are_counted_without_whoever_asked() {
    let desk = Desk::new(92);
    let nobody = Change::of(Kind::Request, id(1)).with("title", "Recall list");
    desk.act("made", vec![nobody, voice(3, 1, "Ben Cole"), voice(4, 1, "Ben Cole")]);
    assert_eq!(people(&desk, 1), 1);
}

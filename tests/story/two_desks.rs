//! Two desks of one clinic in two real windows, each on a computer of its own: joined by a code, then apart, then one again.
//! With `KEEPALIVE_PICTURES` set, what both show at each step is saved in `artifacts/two-desks`.

mod desk;
mod meeting_place;

use std::path::{Path, PathBuf};
use std::time::Duration;

use keepalive_tests::{Outcome, Picture};

use self::desk::{Desk, ONE_ROUND};
use self::meeting_place::Place;

/// How long a desk at rest is watched, where that is asked for.
const AT_REST: Duration = Duration::from_secs(60);

/// How often a picture is looked at, and the last one kept where something goes on moving, such as a caret.
const LOOKS: usize = 10;
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);

const REQUEST: &str = "Refills by protocol";
const FIRST: &str = "Sticky notes for refills";
const SEEN_THERE: &str = "Faxes the referral twice";
const APART: [&str; 2] = ["Calls the pharmacy back", "Prints the label again"];
const OWNERS: [&str; 2] = ["Front desk lead", "Refill nurse"];

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn two_windows_join_by_code_in_a_folder_part_and_hold_the_same() -> Outcome<()> {
    join_part_and_hold_the_same(Place::folder()?).await
}

#[tokio::test(flavor = "current_thread")]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
async fn two_windows_join_by_code_at_a_server_part_and_hold_the_same() -> Outcome<()> {
    match Place::server()? {
        Some(place) => join_part_and_hold_the_same(place).await,
        None => Ok(()),
    }
}

async fn join_part_and_hold_the_same(mut place: Place) -> Outcome<()> {
    let mut album = Album::of(&place);
    let (a, b) = tokio::try_join!(Desk::start(), Desk::start())?;
    begin(&a, &place, &mut album, &b).await?;
    join(&a, &b, &place, &mut album).await?;

    if std::env::var_os("KEEPALIVE_MEASURE").is_some() {
        what_sharing_costs_at_rest(&a, &place).await?;
    }

    // Somebody looks at the list, and touches nothing.
    a.main.go_to("Workarounds").await?;
    a.main.says(FIRST).await?;
    let pressed = b.log(&format!("{SEEN_THERE} 5m")).await?;
    a.main.says_within(ONE_ROUND, SEEN_THERE).await?;
    eprintln!(
        "{}: seen at the other desk {:.1} s after Enter",
        place.name(),
        pressed.elapsed().as_secs_f64()
    );
    b.main.go_to("Workarounds").await?;
    album.keep("seen-at-the-other-desk", &a, &b).await?;

    place.cut()?;
    tokio::try_join!(
        writes_on_alone(&a, OWNERS[0], APART[0], &place),
        writes_on_alone(&b, OWNERS[1], APART[1], &place)
    )?;
    album.keep("cut-and-both-write-on", &a, &b).await?;

    place.heal()?;
    for desk in [&a, &b, &a] {
        desk.exchange().await?;
    }
    album.keep("healed", &a, &b).await?;
    both_say_that_two_people_changed_it(&a, &b, &mut album).await?;
    for desk in [&a, &b] {
        desk.main.go_to("Workarounds").await?;
        for title in [FIRST, SEEN_THERE, APART[0], APART[1]] {
            desk.main.says(title).await?;
        }
    }
    album.keep("both-hold-the-same", &a, &b).await?;
    assert_eq!(a.quit().await?, b.quit().await?, "both files hold the same");
    Ok(())
}

/// The same request gets another owner at each desk, and each writes something of its own.
async fn writes_on_alone(desk: &Desk, owner: &str, line: &str, place: &Place) -> Outcome<()> {
    desk.open_request(REQUEST).await?;
    desk.give_to(owner).await?;
    desk.log(&format!("{line} 2m")).await?;
    desk.says_that_it_is_away(place).await
}

/// A clinic on one desk, which begins sharing.
async fn begin(a: &Desk, place: &Place, album: &mut Album, b: &Desk) -> Outcome<()> {
    a.begin_a_clinic().await?;
    a.log(&format!("{FIRST} 5m")).await?;
    a.main.go_to("Requests").await?;
    a.main.press("New request").await?;
    a.main.fill("What should change", REQUEST).await?;
    a.main.press("Save").await?;
    a.main.says_in("aside h2", REQUEST).await?;
    a.main.go_to("Settings").await?;
    a.choose(place.begin(), place.dialog(), &place.chosen()[0]).await?;
    a.main.has_button("Add a desktop…").await?;
    a.exchange().await?;
    album.keep("one-desk-shares", a, b).await
}

/// The other desk's first start: the code is typed there, and both show the same four words.
async fn join(a: &Desk, b: &Desk, place: &Place, album: &mut Album) -> Outcome<()> {
    a.main.click("//label[normalize-space()='Manager’s desk']", "what the new desk is for").await?;
    a.main.press("Add a desktop…").await?;
    let code = a.main.read(".code").await?;
    b.choose(place.join(), place.dialog(), &place.chosen()[1]).await?;
    b.main.fill("Code from the other computer", &code).await?;
    album.keep("the-code-is-typed", a, b).await?;
    b.main.press("Continue").await?;
    let (there, here) = (b.main.read(".four").await?, a.main.read(".four").await?);
    assert_eq!(there, here, "both show the same words");
    assert_eq!(here.split_whitespace().count(), 4, "{here}");
    album.keep("the-words-are-compared", a, b).await?;
    for desk in [b, a] {
        desk.main.press("They are the same").await?;
    }
    b.main.says("Larkmoor Family Health").await?;
    b.main.says_in("nav", "All in step").await?;
    album.keep("joined", a, b).await
}

/// Both values are kept until somebody chooses; then the other desk shows the one that was chosen.
async fn both_say_that_two_people_changed_it(a: &Desk, b: &Desk, album: &mut Album) -> Outcome<()> {
    for desk in [a, b] {
        desk.main.go_to("Today").await?;
        desk.main.says("Field that two people changed at once").await?;
    }
    album.keep("today-says-that-two-people-changed-it", a, b).await?;
    for desk in [a, b] {
        desk.open_request(REQUEST).await?;
        desk.main.says("Two people changed this").await?;
        for owner in OWNERS {
            desk.main.has_button(&format!("Keep “{owner}” as Owner")).await?;
        }
    }
    album.keep("both-values-are-kept", a, b).await?;
    b.main.press(&format!("Keep “{}” as Owner", OWNERS[0])).await?;
    b.main.no_longer_says("Two people changed this").await?;
    for desk in [b, a] {
        desk.exchange().await?;
        desk.open_request(REQUEST).await?;
        desk.main.has_button(OWNERS[0]).await?;
        desk.main.no_longer_says("Two people changed this").await?;
    }
    album.keep("one-value-was-chosen", a, b).await
}

/// A desk that shares beside one that does not, both at rest on Today; printed for docs/performance.md.
async fn what_sharing_costs_at_rest(shares: &Desk, place: &Place) -> Outcome<()> {
    let alone = Desk::start().await?;
    alone.begin_a_clinic().await?;
    for desk in [shares, &alone] {
        desk.main.go_to("Today").await?;
    }
    // What starting and the last acts led to is over by then.
    tokio::time::sleep(AT_REST).await;
    let before = [shares, &alone].map(|desk| desk.app.ticks());
    tokio::time::sleep(AT_REST).await;
    let [shares, alone] =
        [(shares, before[0]), (&alone, before[1])].map(|(desk, before)| desk.app.ticks() - before);
    eprintln!(
        "{}: {shares} ticks of 10 ms in {} s where a desk alone has {alone}",
        place.name(),
        AT_REST.as_secs()
    );
    Ok(())
}

/// Pictures of both windows, numbered as they come.
struct Album {
    folder: Option<PathBuf>,
    half: &'static str,
    kept: usize,
}

impl Album {
    fn of(place: &Place) -> Self {
        let asked = std::env::var_os("KEEPALIVE_PICTURES").is_some();
        let folder = asked.then(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../artifacts/two-desks"));
        Self { folder, half: place.name(), kept: 0 }
    }

    /// Once two looks in a row show the same: a window draws what its page says a moment later.
    async fn keep(&mut self, step: &str, a: &Desk, b: &Desk) -> Outcome<()> {
        self.kept += 1;
        let Some(folder) = &self.folder else { return Ok(()) };
        let look = || Ok(Picture::of(a.computer.display())?.beside(&Picture::of(b.computer.display())?));
        let mut seen = look()?;
        for _ in 0..LOOKS {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            let before = std::mem::replace(&mut seen, look()?);
            if before == seen {
                break;
            }
        }
        seen.save(&folder.join(format!("{}-{:02}-{step}.png", self.half, self.kept)))
    }
}

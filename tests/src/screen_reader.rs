//! What a screen reader meets in the app's windows: the tree that assistive programs read over their own bus
//! (AT-SPI), made by the toolkit and the web engine, not by the page's source.
//!
//! Interfaces: `org.a11y.Bus` (where that bus is), `org.a11y.atspi.Accessible` and `.Text` (one thing of the tree).

use std::time::{Duration, Instant};

use zbus::Connection;
use zbus::connection::Builder;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};

use crate::{Failure, Outcome};

/// The engine tells the tree some moments after the page; generous, as other builds may run beside the test.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(100);
/// What is said and gone again within half a second is looked for this often.
const CLOSELY: Duration = Duration::from_millis(10);

/// Where the programs that speak to assistive technology are listed.
const REGISTRY: &str = "org.a11y.atspi.Registry";
const ROOT: &str = "/org/a11y/atspi/accessible/root";
const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const TEXT: &str = "org.a11y.atspi.Text";

/// Places of the states in the bit set, as AT-SPI numbers them.
const FOCUSABLE: u32 = 11;
const FOCUSED: u32 = 12;

/// What a thing is, as AT-SPI numbers it; those that the stories ask for have names here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role(u32);

impl Role {
    /// Something to press.
    pub const PUSH_BUTTON: Self = Self(43);
    /// A field of one line.
    pub const ENTRY: Self = Self(79);
    /// A field with proposals.
    pub const COMBO_BOX: Self = Self(11);
    /// A heading of any level.
    pub const HEADING: Self = Self(83);
    /// What stands before everything else until it is put away.
    pub const DIALOG: Self = Self(16);
    /// What the engine scrolls a page in.
    pub const SCROLL_PANE: Self = Self(49);
    /// A part of the page to jump to.
    pub const LANDMARK: Self = Self(110);
}

/// Where a thing is found: a program's name on the bus, and its path there.
type Place = (String, OwnedObjectPath);

/// One thing as a screen reader meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    place: Place,
    /// What it is.
    pub role: Role,
    /// What it is called; empty where it has no name.
    pub name: String,
    /// The text it holds itself; empty where it holds none.
    pub text: String,
    holds_text: bool,
    states: u64,
}

impl Met {
    /// Whether the keyboard can come to it.
    pub fn is_focusable(&self) -> bool {
        self.has(FOCUSABLE)
    }

    /// Whether the keyboard is there.
    pub fn is_focused(&self) -> bool {
        self.has(FOCUSED)
    }

    fn has(&self, state: u32) -> bool {
        self.states & (1 << state) != 0
    }
}

/// A listener on the bus of assistive programs.
#[derive(Debug)]
pub struct ScreenReader {
    bus: Connection,
}

impl ScreenReader {
    /// Comes to the bus of this session, which starts it where it does not run yet.
    ///
    /// # Errors
    /// There is no session bus, or `at-spi2-core` is not installed.
    pub async fn listen() -> Outcome<Self> {
        let failed = |error: zbus::Error| Failure::new("the bus of assistive programs", &error);
        let session = Connection::session().await.map_err(failed)?;
        let reply = session.call_method(
            Some("org.a11y.Bus"),
            "/org/a11y/bus",
            Some("org.a11y.Bus"),
            "GetAddress",
            &(),
        );
        let address: String = reply.await.map_err(failed)?.body().deserialize().map_err(failed)?;
        let bus = Builder::address(address.as_str()).map_err(failed)?.build().await.map_err(failed)?;
        // The web engine makes its tree once somebody listens to what changes in it.
        let registry = "/org/a11y/atspi/registry";
        let listen = ("object:", Vec::<&str>::new(), "");
        bus.call_method(Some(REGISTRY), registry, Some(REGISTRY), "RegisterEvent", &listen)
            .await
            .map_err(failed)?;
        Ok(Self { bus })
    }

    /// Everything in the window of this title, in reading order, once `is_there` says it is all there.
    ///
    /// # Errors
    /// It does not come; the failure lists what was met instead.
    pub async fn reads(
        &self,
        title: &str,
        what: &str,
        is_there: impl Fn(&[Met]) -> bool,
    ) -> Outcome<Vec<Met>> {
        let started = Instant::now();
        loop {
            // Things go while they are read; then the tree is read anew.
            let met = self.everything(title).await;
            if let Ok(met) = &met
                && is_there(met)
            {
                return Ok(met.clone());
            }
            if started.elapsed() > PATIENCE {
                return Err(Failure::new(what, &format!("instead a screen reader meets {met:#?}")));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Does `act` and waits until one of the texts that stood in the window before it says `said`: as a screen reader
    /// listens to a live region, without reading the whole window anew while it may go away.
    ///
    /// # Errors
    /// What `act` says, or nothing said it.
    pub async fn hears(
        &self,
        title: &str,
        said: &str,
        act: impl Future<Output = Outcome<()>>,
    ) -> Outcome<()> {
        let met = self.reads(title, "something to read", |met| !met.is_empty()).await?;
        let texts: Vec<Place> = met.into_iter().filter(|met| met.holds_text).map(|met| met.place).collect();
        act.await?;
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            for place in &texts {
                // A thing that went says nothing.
                if self.text(place).await.is_ok_and(|text| text.contains(said)) {
                    return Ok(());
                }
            }
            tokio::time::sleep(CLOSELY).await;
        }
        Err(Failure::new(said, &format!("none of {} texts said it", texts.len())))
    }

    async fn window(&self, title: &str) -> zbus::Result<Option<Place>> {
        let root = OwnedObjectPath::try_from(ROOT)?;
        for program in self.children(&(REGISTRY.to_owned(), root)).await? {
            for window in self.children(&program).await.unwrap_or_default() {
                if self.property::<String>(&window, "Name").await.is_ok_and(|name| name == title) {
                    return Ok(Some(window));
                }
            }
        }
        Ok(None)
    }

    async fn everything(&self, title: &str) -> zbus::Result<Vec<Met>> {
        match self.window(title).await? {
            Some(window) => self.within(window).await,
            None => Ok(Vec::new()),
        }
    }

    /// A thing and all in it, depth first.
    async fn within(&self, place: Place) -> zbus::Result<Vec<Met>> {
        let mut met = Vec::new();
        let mut ahead = vec![place];
        while let Some(place) = ahead.pop() {
            ahead.extend(self.children(&place).await?.into_iter().rev());
            met.push(self.thing(place).await?);
        }
        Ok(met)
    }

    async fn thing(&self, place: Place) -> zbus::Result<Met> {
        // The web engine answers with numbers only; its `GetRoleName` is empty.
        let role = Role(self.call(&place, ACCESSIBLE, "GetRole", &()).await?);
        let words: Vec<u32> = self.call(&place, ACCESSIBLE, "GetState", &()).await?;
        let interfaces: Vec<String> = self.call(&place, ACCESSIBLE, "GetInterfaces", &()).await?;
        let holds_text = interfaces.iter().any(|name| name == TEXT);
        let text = if holds_text { self.text(&place).await? } else { String::new() };
        let name = self.property(&place, "Name").await?;
        let states = words.iter().rev().fold(0, |states, word| states << 32 | u64::from(*word));
        Ok(Met { place, role, name, text, holds_text, states })
    }

    async fn text(&self, place: &Place) -> zbus::Result<String> {
        self.call(place, TEXT, "GetText", &(0_i32, -1_i32)).await
    }

    async fn children(&self, place: &Place) -> zbus::Result<Vec<Place>> {
        let children: Vec<Place> = self.call(place, ACCESSIBLE, "GetChildren", &()).await?;
        if !children.is_empty() || self.property::<i32>(place, "ChildCount").await? == 0 {
            return Ok(children);
        }
        // The window names the page of another process only when it is asked for one child.
        Ok(vec![self.call(place, ACCESSIBLE, "GetChildAtIndex", &0_i32).await?])
    }

    async fn property<Answered>(&self, (program, path): &Place, name: &str) -> zbus::Result<Answered>
    where
        Answered: TryFrom<OwnedValue, Error = zbus::zvariant::Error>,
    {
        let properties = Some("org.freedesktop.DBus.Properties");
        let asked = (ACCESSIBLE, name);
        let reply = self.bus.call_method(Some(program.as_str()), path, properties, "Get", &asked).await?;
        let value: OwnedValue = reply.body().deserialize()?;
        Ok(Answered::try_from(value)?)
    }

    async fn call<Asked, Answered>(
        &self,
        (program, path): &Place,
        interface: &str,
        method: &str,
        asked: &Asked,
    ) -> zbus::Result<Answered>
    where
        Asked: serde::Serialize + zbus::zvariant::DynamicType,
        Answered: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        let reply = self.bus.call_method(Some(program.as_str()), path, Some(interface), method, asked);
        reply.await?.body().deserialize()
    }
}

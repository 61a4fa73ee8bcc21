//! A hub and some desks of one clinic.

use std::sync::Arc;

use keepalive_domain::ids::{EntityId, SpaceId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::world::World;
use keepalive_hub_postgres::{Access, Admin, Connected, NewDevice, PostgresError, PostgresHub, Server};
use keepalive_seal::SpaceKey;
use keepalive_store::{ActDraft, OpenOptions, Store, StoreError};
use keepalive_sync::{Carrying, Exchange, ExchangeError, exchange};
use keepalive_test_postgres::{PASSWORD, Postgres};

use super::world::TestWorld;

/// The database of the hub.
pub(crate) const DATABASE: &str = "keepalive";

/// A server with a hub, and two desks; the first has begun the clinic with one act.
pub(crate) struct Clinic {
    pub(crate) pg: Postgres,
    pub(crate) dir: tempfile::TempDir,
    pub(crate) a: Desk,
    pub(crate) b: Desk,
    pub(crate) space: SpaceId,
    pub(crate) key: SpaceKey,
}

/// What came of a meeting.
pub(crate) type Met = Result<Exchange, ExchangeError<StoreError, PostgresError>>;

/// A desk and how it reaches the hub.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) access: Access,
}

impl Clinic {
    pub(crate) fn new() -> Option<Self> {
        let pg = Postgres::start()?;
        pg.database(DATABASE);
        let mut admin = Admin::open(&owner(&pg)).unwrap();
        assert!(admin.init("main").unwrap());
        assert!(!admin.init("main").unwrap(), "a second time changes nothing");
        let (dir, key) = (tempfile::tempdir().unwrap(), SpaceKey::new().unwrap());
        let desk = |admin: &mut Admin, name: &str, seed| Desk {
            store: open(&dir, name, seed),
            access: let_in(admin, name, None),
        };
        let (a, b) = (desk(&mut admin, "a", 1), desk(&mut admin, "b", 2));
        write(&a.store, "first");
        let space = a.store.read(|read| read.space()).unwrap().unwrap();
        b.store.write(move |write| write.join_space(space)).unwrap();
        a.connect().unwrap().begin(space, key.clone()).unwrap();
        Some(Self { pg, dir, a, b, space, key })
    }

    pub(crate) fn admin(&self) -> Admin {
        Admin::open(&owner(&self.pg)).unwrap()
    }

    /// A further desk of this clinic.
    pub(crate) fn desk(&self, name: &str, seed: u64) -> Desk {
        self.desk_in(name, TestWorld::new(seed))
    }

    /// One whose clock is at hand.
    pub(crate) fn desk_in(&self, name: &str, world: Arc<dyn World>) -> Desk {
        let desk =
            Desk { store: open_in(&self.dir, name, world), access: let_in(&mut self.admin(), name, None) };
        let space = self.space;
        desk.store.write(move |write| write.join_space(space)).unwrap();
        desk
    }

    pub(crate) fn hub(&self, desk: &Desk) -> PostgresHub {
        desk.connect().unwrap().enter(self.key.clone()).unwrap().unwrap()
    }

    pub(crate) fn try_meet(&self, desk: &Desk) -> Met {
        self.try_meet_at(desk, &desk.server().map_err(ExchangeError::Hub)?)
    }

    /// Meets at a server that is reached another way.
    pub(crate) fn try_meet_at(&self, desk: &Desk, server: &Server) -> Met {
        let connected = Connected::open(server).map_err(ExchangeError::Hub)?;
        let mut hub = connected.enter(self.key.clone()).map_err(ExchangeError::Hub)?.unwrap();
        exchange(&desk.store, &mut hub, Carrying::Own)
    }

    pub(crate) fn meet(&self, desk: &Desk) -> Exchange {
        self.try_meet(desk).unwrap()
    }

    /// Lets both desks meet until all is quiet; then they hold the same, and the hub is sound.
    pub(crate) fn in_step(&self) {
        for desk in [&self.a, &self.b, &self.a, &self.b] {
            self.meet(desk);
        }
        for desk in [&self.a, &self.b] {
            assert_eq!(self.meet(desk), Exchange::default());
            assert_eq!(desk.store.verify(|_| {}).unwrap().faults, []);
        }
        assert_eq!(self.a.store.digest().unwrap(), self.b.store.digest().unwrap());
        assert_eq!(self.a.store.ops().unwrap(), self.b.store.ops().unwrap());
        assert_eq!(self.admin().check().unwrap(), []);
    }

    /// Runs statements as this login.
    pub(crate) fn sql(&self, login: &str, statements: &str) -> Result<Vec<String>, String> {
        self.pg.sql(DATABASE, login, statements)
    }

    /// What the engine counts.
    pub(crate) fn count(&self, rows: &str) -> i64 {
        self.sql("admin", &format!("SELECT count(*) FROM keepalive.{rows}")).unwrap()[0].parse().unwrap()
    }
}

impl Desk {
    pub(crate) fn connect(&self) -> Result<Connected, PostgresError> {
        Connected::open(&self.server()?)
    }

    pub(crate) fn server(&self) -> Result<Server, PostgresError> {
        Server::from_access(&self.access)
    }
}

/// Its owner, over TLS.
fn owner(pg: &Postgres) -> Server {
    Server::from_url(&pg.url(DATABASE), Some(PASSWORD), Some(&pg.ca)).unwrap()
}

pub(crate) fn open(dir: &tempfile::TempDir, name: &str, seed: u64) -> Store {
    open_in(dir, name, TestWorld::new(seed))
}

/// Opens one whose clock is at hand.
pub(crate) fn open_in(dir: &tempfile::TempDir, name: &str, world: Arc<dyn World>) -> Store {
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    Store::open(&dir.path().join(format!("{name}.db")), world, options).unwrap()
}

pub(crate) fn let_in(admin: &mut Admin, name: &str, clinic: Option<&str>) -> Access {
    admin.add_device(&NewDevice { clinic: clinic.map(str::to_owned), ..new_desk(name) }).unwrap()
}

/// A desk that may read and write.
pub(crate) fn new_desk(name: &str) -> NewDevice {
    NewDevice { name: name.to_owned(), clinic: None, address: None, again: false, reads_only: false }
}

/// One act, always of the same thing.
pub(crate) fn write(desk: &Store, title: &str) {
    write_of(desk, "1", title);
}

/// One act of the thing of this name.
pub(crate) fn write_of(desk: &Store, thing: &str, title: &str) {
    let change = Change::of(Kind::Workaround, EntityId::named("test", &[thing])).with("title", title);
    let label = Label::new("act", Vec::<String>::new());
    let draft = ActDraft { label, changes: vec![change], ..ActDraft::default() };
    desk.write(move |write| write.record(draft)).unwrap();
}

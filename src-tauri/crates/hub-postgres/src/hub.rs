//! The database as a hub.

use keepalive_domain::ids::{SpaceId, StreamId};
use keepalive_seal::SpaceKey;
use keepalive_sync::{Ask, Hash, Hub, Piece, Point, Pushed, Role, Run, StreamKey};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::append;
use crate::error::PostgresError;
use crate::rows;
use crate::server::Server;
use crate::session::Session;

/// This desk's clinic, and whether it was let in to write. Not whether it could: where somebody took that from all desks by
/// hand, sending has to fail and say so.
const MINE: &str =
    "SELECT name, space, proof, pg_has_role('keepalive_desk', 'MEMBER') FROM keepalive.my_clinic()";

/// A desk that logged in, before it is known whether it has the clinic's key.
pub struct Connected {
    pub(crate) session: Session,
    clinic: String,
    space: Option<(SpaceId, Vec<u8>)>,
    pub(crate) writes: bool,
}

impl Connected {
    /// Logs in and looks for this desk's clinic.
    ///
    /// # Errors
    /// The server cannot be reached or trusted, does not let this desk in, or holds no hub that this version reads.
    pub fn open(server: &Server) -> Result<Self, PostgresError> {
        let mut session = Session::open(server)?;
        session.knows_format()?;
        let mine = session.rows("look for the clinic", MINE, &[])?;
        let Some(mine) = mine.first() else {
            return Err(PostgresError::Revoked { server: session.server.name() });
        };
        let (clinic, space, proof): (String, Option<Uuid>, Option<Vec<u8>>) =
            read(&session, || Ok((mine.try_get(0)?, mine.try_get(1)?, mine.try_get(2)?)))?;
        let space = space.map(SpaceId::from_uuid).zip(proof);
        let writes = read(&session, || mine.try_get(3))?;
        Ok(Self { session, clinic, space, writes })
    }

    /// What whoever runs the server calls this desk's clinic.
    #[must_use]
    pub fn clinic(&self) -> &str {
        &self.clinic
    }

    /// The clinic's space; `None` before its first desk has begun it.
    #[must_use]
    pub fn space(&self) -> Option<SpaceId> {
        self.space.as_ref().map(|(space, _)| *space)
    }

    /// Whether this desk may write there, or only read.
    #[must_use]
    pub const fn writes(&self) -> bool {
        self.writes
    }

    /// Wants a desk that may write.
    ///
    /// # Errors
    /// [`PostgresError::ReadsOnly`].
    pub fn must_write(&self) -> Result<(), PostgresError> {
        if self.writes { Ok(()) } else { Err(reads_only(&self.session)) }
    }

    /// Begins the clinic with this space and key.
    ///
    /// # Errors
    /// [`PostgresError::BegunAlready`] or [`PostgresError::ReadsOnly`].
    pub fn begin(mut self, space: SpaceId, key: SpaceKey) -> Result<PostgresHub, PostgresError> {
        self.must_write()?;
        let proof = key.proof().to_vec();
        let begun: bool = self.session.ask("begin the clinic", async |client| {
            let sql = "SELECT keepalive.begin($1, $2)";
            client.query_one(sql, &[&space.uuid(), &proof]).await?.try_get(0)
        })?;
        if !begun {
            return Err(PostgresError::BegunAlready { server: self.session.server.name() });
        }
        Ok(PostgresHub { session: self.session, space, key, writes: self.writes })
    }

    /// Goes in where this space stands, with its key.
    ///
    /// # Errors
    /// [`PostgresError::NotBegun`], [`PostgresError::OtherRecord`] or [`PostgresError::OtherKey`].
    pub fn enter_space(self, space: SpaceId, key: SpaceKey) -> Result<PostgresHub, PostgresError> {
        let (server, clinic) = (self.session.server.name(), self.clinic.clone());
        match self.space() {
            Some(there) if there != space => Err(PostgresError::OtherRecord { server, clinic }),
            _ => self.enter(key)?.ok_or(PostgresError::NotBegun { server, clinic }),
        }
    }

    /// Goes in with the clinic's key; `None` where the clinic is not begun.
    ///
    /// # Errors
    /// [`PostgresError::OtherKey`].
    pub fn enter(self, key: SpaceKey) -> Result<Option<PostgresHub>, PostgresError> {
        let Some((space, proof)) = self.space else { return Ok(None) };
        if proof != key.proof() {
            return Err(PostgresError::OtherKey { server: self.session.server.name() });
        }
        Ok(Some(PostgresHub { session: self.session, space, key, writes: self.writes }))
    }
}

/// A clinic's part of a database.
pub struct PostgresHub {
    pub(crate) session: Session,
    pub(crate) space: SpaceId,
    pub(crate) key: SpaceKey,
    pub(crate) writes: bool,
}

impl PostgresHub {
    /// Whether this desk may write there, or only read.
    #[must_use]
    pub const fn writes(&self) -> bool {
        self.writes
    }
}

impl PostgresHub {
    /// Seals with the newest of these keys from now on, and opens with all of them.
    pub fn use_key(&mut self, key: SpaceKey) {
        self.key = key;
    }
}

impl Hub for PostgresHub {
    type Error = PostgresError;

    fn pieces(&mut self) -> Result<Vec<Piece>, PostgresError> {
        let sql =
            "SELECT stream, space, carries, head_seq, head_hash FROM keepalive.stream WHERE head_seq > 0";
        let rows = self.session.rows("look what stands", sql, &[])?;
        read(&self.session, || rows.iter().map(piece).collect())
    }

    /// A place is written once there, and never anew.
    fn copies(&self, _: &Piece) -> Hash {
        [0; 32]
    }

    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, PostgresError> {
        Ok(rows::pull(self, std::slice::from_ref(ask))?.into_iter().flatten().collect())
    }

    /// The server is asked once for as many as one answer holds: the way there takes longer than looking.
    fn pull_first(&mut self, asks: &[Ask]) -> Result<Vec<Vec<Run>>, PostgresError> {
        rows::pull(self, rows::in_one_answer(asks))
    }

    /// A desk that only reads keeps what it has: the server would refuse it, and the meeting would fail for it.
    fn push(&mut self, run: &Run) -> Result<Pushed, PostgresError> {
        if self.writes { append::push(self, run) } else { Ok(Pushed::Refused) }
    }
}

/// What a desk is told that wants to write and may only read.
pub(crate) fn reads_only(session: &Session) -> PostgresError {
    PostgresError::ReadsOnly { server: session.server.name() }
}

/// Reads an answer: what does not fit was made by something else than this program's tables.
pub(crate) fn read<T>(
    session: &Session,
    rows: impl FnOnce() -> Result<T, tokio_postgres::Error>,
) -> Result<T, PostgresError> {
    rows().map_err(|error| PostgresError::Refused {
        attempted: "say what stands",
        server: session.server.name(),
        detail: error.to_string(),
    })
}

fn piece(row: &Row) -> Result<Piece, tokio_postgres::Error> {
    let stream = StreamId::from_uuid(row.try_get("stream")?);
    let space = SpaceId::from_uuid(row.try_get("space")?);
    let role = if row.try_get("carries")? { Role::Carry } else { Role::Log };
    let hash: Option<&[u8]> = row.try_get("head_hash")?;
    let end = Point { seq: row.try_get("head_seq")?, hash: hash.and_then(|hash| hash.try_into().ok()) };
    Ok(Piece { key: StreamKey { space, stream }, role, after: Point::ORIGIN, end })
}

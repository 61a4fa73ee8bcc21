//! A way to a server on this computer that is slow, breaks in the middle, or falls silent, and is whole again.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes that are handed on at once.
const AT_ONCE: usize = 16 * 1024;

/// How long the last bytes of a connection may take to have gone.
const LAST_BYTES: Duration = Duration::from_secs(10);

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What a desk sends.
    ToServer,
    /// What a server answers.
    ToDesk,
}

/// What happens to the connections that begin from now on.
#[derive(Debug, Clone, Copy)]
pub enum Weather {
    /// Nothing.
    Fair,
    /// At most so many bytes go either way in each interval.
    Slow {
        /// How many.
        bytes: usize,
        /// The interval.
        every: Duration,
    },
    /// Both ends hear that it is over once so many bytes went this way.
    Cut {
        /// Which way is counted.
        way: Way,
        /// How many bytes still go.
        after: u64,
    },
    /// From then on nothing goes either way, and neither end hears of it, not even that the other one has left.
    Silent {
        /// Which way is counted.
        way: Way,
        /// How many bytes still go.
        after: u64,
    },
}

/// A port in front of a server's.
pub struct Link {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    weather: Mutex<Weather>,
    connections: Mutex<Vec<Arc<Connection>>>,
    over: AtomicBool,
}

/// One connection, held until the link is dropped: a silent one must not end with the end that left.
struct Connection {
    weather: Weather,
    desk: TcpStream,
    server: TcpStream,
    carried: [AtomicU64; 2],
    silent: AtomicBool,
    running: AtomicU64,
}

impl Link {
    /// Stands in front of the server at this port of this computer.
    ///
    /// # Panics
    /// No port is free.
    #[must_use]
    pub fn to(server: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            weather: Mutex::new(Weather::Fair),
            connections: Mutex::default(),
            over: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for desk in listener.incoming() {
                if accepting.over.load(Ordering::Acquire) {
                    return;
                }
                // A server that is not there refuses, and so does this.
                if let (Ok(desk), Ok(server)) = (desk, TcpStream::connect((Ipv4Addr::LOCALHOST, server))) {
                    accepting.carry(desk, server);
                }
            }
        });
        Self { port, shared }
    }

    /// Where a desk finds it.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What happens to the connections that begin from now on.
    pub fn set(&self, weather: Weather) {
        *self.shared.weather.lock().unwrap_or_else(PoisonError::into_inner) = weather;
    }

    /// The connections that stand fall silent now.
    pub fn fall_silent(&self) {
        self.shared
            .connections()
            .iter()
            .for_each(|connection| connection.silent.store(true, Ordering::Release));
    }

    /// Bytes that the last connection carried to the server and to the desk, once both have ended it.
    ///
    /// # Panics
    /// There was none, or it does not end.
    #[must_use]
    pub fn carried(&self) -> (u64, u64) {
        let last = self.shared.connections().last().map(Arc::clone).unwrap();
        let begun = Instant::now();
        while last.running.load(Ordering::Acquire) > 0 {
            assert!(begun.elapsed() < LAST_BYTES, "the connection does not end");
            thread::sleep(Duration::from_millis(2));
        }
        (last.carried(Way::ToServer), last.carried(Way::ToDesk))
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Release);
        self.shared.connections().iter().for_each(|connection| connection.end());
        // Wakes the thread that waits for the next one.
        drop(TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)));
    }
}

impl Shared {
    fn connections(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Connection>>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn carry(&self, desk: TcpStream, server: TcpStream) {
        let weather = *self.weather.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = Arc::new(Connection {
            weather,
            desk,
            server,
            carried: [AtomicU64::new(0), AtomicU64::new(0)],
            silent: AtomicBool::new(false),
            running: AtomicU64::new(2),
        });
        drop((connection.desk.set_nodelay(true), connection.server.set_nodelay(true)));
        self.connections().push(Arc::clone(&connection));
        for way in [Way::ToServer, Way::ToDesk] {
            let connection = Arc::clone(&connection);
            thread::spawn(move || {
                connection.pump(way);
                connection.running.fetch_sub(1, Ordering::AcqRel);
            });
        }
    }
}

impl Connection {
    /// Hands on what comes this way until there is no more.
    fn pump(&self, way: Way) {
        let (mut from, mut to) = match way {
            Way::ToServer => (&self.desk, &self.server),
            Way::ToDesk => (&self.server, &self.desk),
        };
        let mut bytes = [0; AT_ONCE];
        let mut due = Instant::now();
        loop {
            let most = self.room(way);
            if most == 0 && !self.breaks() {
                return;
            }
            // In silence what comes is thrown away.
            let most = if most == 0 { AT_ONCE } else { most };
            let asked = Instant::now();
            let read = match from.read(&mut bytes[..most]) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => break,
            };
            if self.silent.load(Ordering::Acquire) {
                continue;
            }
            if to.write_all(&bytes[..read]).is_err() {
                break;
            }
            self.carried[way as usize].fetch_add(read as u64, Ordering::AcqRel);
            if let Weather::Slow { every, .. } = self.weather {
                // By the clock: what a busy machine sleeps too long is made good, what nobody sent is not.
                if asked.elapsed() > every * 10 {
                    due = Instant::now();
                }
                due += every;
                thread::sleep(due.saturating_duration_since(Instant::now()));
            }
        }
        if !self.silent.load(Ordering::Acquire) {
            drop(to.shutdown(Shutdown::Write));
        }
    }

    fn carried(&self, way: Way) -> u64 {
        self.carried[way as usize].load(Ordering::Acquire)
    }

    /// How much may be handed on at once; nothing where the weather breaks now.
    fn room(&self, way: Way) -> usize {
        match self.weather {
            Weather::Slow { bytes, .. } => bytes.clamp(1, AT_ONCE),
            Weather::Cut { way: counted, after } | Weather::Silent { way: counted, after }
                if counted == way =>
            {
                let left = after.saturating_sub(self.carried(way));
                usize::try_from(left).unwrap_or(AT_ONCE).min(AT_ONCE)
            }
            _ => AT_ONCE,
        }
    }

    /// Breaks; whether there is still something to hear.
    fn breaks(&self) -> bool {
        if matches!(self.weather, Weather::Silent { .. }) {
            self.silent.store(true, Ordering::Release);
            return true;
        }
        self.end();
        false
    }

    fn end(&self) {
        drop((self.desk.shutdown(Shutdown::Both), self.server.shutdown(Shutdown::Both)));
    }
}

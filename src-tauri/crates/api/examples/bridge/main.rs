//! The test bridge: every command over `POST /api/<command>`, and the built pages, on the loopback address.
//!
//! For developing the screens and for tests in Chromium. It is an example and no part of the product: the app
//! listens nowhere.

mod hub;

use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;

use clap::Parser;
use keepalive_api::{ApiError, App, COMMANDS, ErrorCode, Meeting, Rescue, SystemWorld, new_share_key, types};
use serde_json::{Value as Json, json};
use tiny_http::{Header, Method, Request, Response, Server};

/// What every computer is called here.
const COMPUTER: &str = "EXAM-ROOM-2";

/// What stands before a command of the second desk.
const SECOND: &str = "second/";

/// What stands before a command to the clinic's database server.
const SERVER: &str = "server/";

/// Asks the two desks to meet.
const MEET: &str = "meet";

/// The largest input that is read: a pasted book.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// What stands before the name of a picked file.
const PICKED: &str = "picked/";

/// Requests served at once.
const THREADS: usize = 4;

/// Serves a clinic to a browser on this computer.
#[derive(Debug, Parser)]
struct Args {
    /// The database; made if it is not there
    #[arg(long)]
    db: PathBuf,
    /// The port; 0 takes a free one and prints it
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The built pages
    #[arg(long)]
    r#static: Option<PathBuf>,
    /// Open the sample clinic beside the database
    #[arg(long)]
    sample: bool,
    /// What the clock shows at the start, RFC 3339
    #[arg(long)]
    now: Option<chrono::DateTime<chrono::FixedOffset>>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match serve(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(args: &Args) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let world =
        args.now.map_or_else(SystemWorld::default, |now| SystemWorld::starting_at(now.timestamp_millis()));
    let world = Arc::new(world);
    let rescue = Rescue::new(&args.db, world.clone());
    let app = Door {
        file: args.db.clone(),
        world,
        rescue,
        app: RwLock::default(),
        second: Mutex::default(),
        hub: hub::Hub::default(),
    };
    if let Err(error) = app.open() {
        eprintln!("{error}");
    }
    if args.sample {
        app.open()?.sample_open(types::Nothing {})?;
    }
    let server = Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, args.port)))?;
    eprintln!("http://{}", server.server_addr());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    answer(&app, args.r#static.as_deref(), request);
                }
            });
        }
    });
    Ok(())
}

/// The clinic as the shell's host keeps it: opened when it can be, rescued where it cannot.
struct Door {
    file: PathBuf,
    world: Arc<SystemWorld>,
    rescue: Rescue,
    app: RwLock<Option<Arc<App>>>,
    second: Mutex<Option<Second>>,
    hub: hub::Hub,
}

/// Another desk of the same clinic, for what can only come from another computer: made when it is first spoken to.
struct Second {
    app: Arc<App>,
    folder: PathBuf,
    key: String,
}

impl Door {
    fn open(&self) -> Result<Arc<App>, ApiError> {
        if let Some(app) = &*self.app.read().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(app));
        }
        let mut app = self.app.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(app) = &*app {
            return Ok(Arc::clone(app));
        }
        let opened = Arc::new(App::open(&self.file, self.world.clone())?);
        opened.computer_is_called(COMPUTER);
        Ok(Arc::clone(app.insert(opened)))
    }
}

impl Door {
    /// Has a command run at the second desk, or the two desks meet in a folder.
    fn at_the_second(&self, command: Option<&str>, input: Json) -> Result<Json, ApiError> {
        let first = self.open()?;
        let mut second = self.second.lock().unwrap_or_else(PoisonError::into_inner);
        if second.is_none() {
            *second = Some(Second::open(&self.file, self.world.clone(), &first)?);
        }
        let Some(Second { app, folder, key }) = &*second else { return Ok(Json::Null) };
        match command {
            Some(command) => app.call(command, input),
            None => {
                for desk in [&first, app, &first] {
                    desk.share_over_folder(folder, key, Meeting::default())?;
                }
                Ok(Json::Null)
            }
        }
    }
}

impl Second {
    /// A desk that holds all that the first one has written so far.
    fn open(file: &Path, world: Arc<SystemWorld>, first: &App) -> Result<Self, ApiError> {
        let failed = |error: std::io::Error| ApiError::new(ErrorCode::File, error.to_string());
        let folder = file.with_file_name("shared");
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let beside = file.with_file_name("second");
        std::fs::create_dir_all(&beside).map_err(failed)?;
        let app = Arc::new(App::open(&beside.join("clinic.db"), world)?);
        let key = new_share_key()?;
        first.share_over_folder(&folder, &key, Meeting { begin: true, ..Meeting::default() })?;
        app.share_over_folder(&folder, &key, Meeting::default())?;
        Ok(Self { app, folder, key })
    }
}

fn answer(app: &Door, pages: Option<&Path>, mut request: Request) {
    let url = request.url().split('?').next().unwrap_or_default().to_owned();
    let response = match (request.method(), url.strip_prefix("/api/")) {
        (Method::Post, Some(name)) if name.starts_with(PICKED) => {
            typed(keep_picked(name, &mut request).to_string().into_bytes(), "application/json")
        }
        (Method::Post, Some(command)) => {
            let answer = run(app, command, &mut request);
            typed(answer.to_string().into_bytes(), "application/json")
        }
        (Method::Get, None) => match page(pages, &url) {
            Some((bytes, mime)) => typed(bytes, mime),
            None => Response::from_data("not found").with_status_code(404),
        },
        _ => Response::from_data("not found").with_status_code(404),
    };
    // The browser may have gone away; there is nobody to tell.
    let _ = request.respond(response);
}

/// Keeps a file that was picked in the browser where the commands can read it: a browser tells no page a path.
fn keep_picked(name: &str, request: &mut Request) -> Json {
    let name = name.trim_start_matches(PICKED);
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if !plain {
        return json!({ "error": ApiError::new(ErrorCode::File, "This is no file's name.") });
    }
    let kept = (|| {
        let folder = std::env::temp_dir().join(format!("keepalive-bridge-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(name);
        std::io::copy(&mut request.as_reader().take(MOST_BYTES), &mut std::fs::File::create(&file)?)?;
        Ok::<_, std::io::Error>(file)
    })();
    match kept {
        Ok(file) => json!({ "ok": file }),
        Err(error) => json!({ "error": ApiError::new(ErrorCode::File, error.to_string()) }),
    }
}

fn run(door: &Door, command: &str, request: &mut Request) -> Json {
    let mut body = Vec::new();
    let read = request.as_reader().take(MOST_BYTES).read_to_end(&mut body);
    let input = match read.map_err(|e| e.to_string()).and_then(|_| parse(&body)) {
        Ok(input) => input,
        Err(message) => {
            let error = ApiError::new(ErrorCode::Invalid, format!("The body is no JSON: {message}"));
            return json!({ "error": error });
        }
    };
    if let Some(asked) = command.strip_prefix(SERVER) {
        return shown(door.hub.call(asked, &input));
    }
    let second = command.strip_prefix(SECOND);
    if second.is_some() || command == MEET {
        return shown(door.at_the_second(second, input));
    }
    if let Some(rescued) = door.rescue.call(command, input.clone()) {
        return shown(rescued);
    }
    let known = COMMANDS.iter().any(|known| known.name == command);
    let call = |app: Arc<App>| if known { app.call(command, input) } else { app.call_host(command, input) };
    shown(door.open().and_then(call))
}

fn shown(done: Result<Json, ApiError>) -> Json {
    match done {
        Ok(reply) => json!({ "ok": reply }),
        Err(error) => json!({ "error": error }),
    }
}

fn parse(body: &[u8]) -> Result<Json, String> {
    if body.is_empty() {
        return Ok(Json::Null);
    }
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

fn page(pages: Option<&Path>, url: &str) -> Option<(Vec<u8>, &'static str)> {
    let wanted = match url.trim_start_matches('/') {
        "" => Path::new("index.html"),
        path => Path::new(path),
    };
    // Only names below the folder: no `..`, no root, no drive.
    if !wanted.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mime = match wanted.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    Some((std::fs::read(pages?.join(wanted)).ok()?, mime))
}

fn typed(bytes: Vec<u8>, mime: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    let response = Response::from_data(bytes);
    match Header::from_bytes("Content-Type", mime) {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
}

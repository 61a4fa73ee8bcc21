//! The application: one open clinic, its figures, and what this computer remembers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::world::World;
use keepalive_exchange::Watch;
use keepalive_store::{Head, OpenOptions, Read, Store};

use crate::ApiResult;
use crate::device::Device;
use crate::figures::Figures;
use crate::list_counts::ListCounts;
use crate::sharing::{self, Sharing};
use crate::types::{Appearance, Day};
use crate::work::Works;

/// The desktop app's folder in the computer's local data; `tauri.conf.json` names the same one.
pub const APP_FOLDER: &str = "app.keepalive.desktop";

/// The clinic's database in the app's data folder.
pub const DATABASE_NAME: &str = "keepalive.db";

/// Name of the settings file beside the database.
const SETTINGS_NAME: &str = "settings.json";

/// How the windows are to look that stand over the record in `database`: read without opening it, because a window has its
/// colour before there is a page in it.
#[must_use]
pub fn remembered_appearance(database: &Path) -> Appearance {
    crate::device::look(&database.with_file_name(SETTINGS_NAME)).appearance
}

/// Name of the sample clinic's database beside the clinic's own.
const SAMPLE_NAME: &str = "sample-clinic.db";

/// Every use case of the product, on one open database. Safe to share between threads.
pub struct App {
    pub(crate) clinic_file: PathBuf,
    options: OpenOptions,
    pub(crate) world: Arc<dyn World>,
    pub(crate) device: Device,
    pub(crate) works: Works,
    pub(crate) sharing: Sharing,
    newest_head: Mutex<Option<(PathBuf, Head)>>,
    open: RwLock<Arc<Open>>,
    import: Mutex<Arc<Watch>>,
}

/// An open database with what was computed from it.
pub(crate) struct Open {
    pub store: Store,
    pub figures: Figures,
    pub counts: ListCounts,
    pub sample: bool,
}

/// Now, here, and by whom: what an act is checked against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// UTC milliseconds.
    pub now_ms: i64,
    /// The clinic's zone.
    pub zone: ClinicZone,
    /// Today in it.
    pub today: Day,
    /// Who is at this desk, if somebody said so and is in this clinic.
    pub desk: Option<EntityId>,
}

impl App {
    /// Opens the clinic's database, or makes an empty one, with its settings file beside it.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Database`] or [`crate::ErrorCode::File`]: no place for a database, no database,
    /// damaged, newer, or in use. The file is left as it was.
    pub fn open(file: &Path, world: Arc<dyn World>) -> ApiResult<Self> {
        Self::open_with(file, world, OpenOptions::default())
    }

    /// As [`App::open`], with the store's own options.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open_with(file: &Path, world: Arc<dyn World>, options: OpenOptions) -> ApiResult<Self> {
        let open = Open::at(file, &world, &options, false)?;
        let device = Device::open(file.with_file_name(SETTINGS_NAME));
        let app = Self {
            clinic_file: file.to_owned(),
            options,
            world,
            device,
            works: Works::default(),
            sharing: Sharing::default(),
            newest_head: Mutex::new(None),
            open: RwLock::new(Arc::new(open)),
            import: Mutex::default(),
        };
        app.settle_exchange();
        Ok(app)
    }

    /// The open database, for use cases that are not a page's: exports, checks, scripts.
    #[must_use]
    pub fn with_store<T>(&self, use_it: impl FnOnce(&Store) -> T) -> T {
        use_it(&self.current().store)
    }

    /// The wall clock in UTC milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.world.now_ms()
    }

    /// The kinds of data to read again because another program (the command line at work on the same clinic) or another
    /// desk wrote since this was last asked; none where nobody did. Every kind, since only the log knows more. And
    /// `sharing` where there is news of that. Cheap enough to be asked every second.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn changed_outside(&self) -> ApiResult<Vec<&'static str>> {
        let open = self.current();
        let written = open.figures.written_outside(&open.store)?;
        let mut changed: Vec<_> =
            if written { Kind::ALL.iter().map(|kind| kind.name()).collect() } else { Vec::new() };
        if self.sharing.to_be_told() {
            changed.push(sharing::CHANGED_NAME);
        }
        Ok(changed)
    }

    /// Who looks on at the import that is running, or ran last.
    pub(crate) fn watched(&self) -> Arc<Watch> {
        Arc::clone(&self.import.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Somebody new to look on at the import that begins.
    pub(crate) fn watch_anew(&self) -> Arc<Watch> {
        let fresh = Arc::<Watch>::default();
        *self.import.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
        fresh
    }

    pub(crate) fn current(&self) -> Arc<Open> {
        Arc::clone(&self.open.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the sample clinic is open instead of the clinic's own file.
    pub(crate) fn is_sample(&self) -> bool {
        self.current().sample
    }

    /// The newest copy of the clinic's file as far as it was opened, and where its log ends.
    pub(crate) fn newest_head(&self) -> MutexGuard<'_, Option<(PathBuf, Head)>> {
        self.newest_head.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes to the sample clinic's file, filling it first if it is new.
    pub(crate) fn enter_sample(&self) -> ApiResult<()> {
        let file = self.clinic_file.with_file_name(SAMPLE_NAME);
        let open = Open::at(&file, &self.world, &self.options, true)?;
        if open.store.read(|read| read.clinic())?.is_none() {
            crate::fill_with_sample(&open.store, self.now_ms(), crate::SampleOptions::default())?;
        }
        self.replace(open);
        Ok(())
    }

    /// Goes back to the clinic's own file.
    pub(crate) fn leave_sample(&self) -> ApiResult<()> {
        if self.current().sample {
            self.replace(Open::at(&self.clinic_file, &self.world, &self.options, false)?);
        }
        Ok(())
    }

    fn replace(&self, open: Open) {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(open);
    }

    /// Now, in the clinic that is open.
    pub(crate) fn moment(&self, read: &Read<'_>) -> ApiResult<Moment> {
        let now_ms = self.world.now_ms();
        let clinic = read.clinic()?;
        let zone = match &clinic {
            Some(_) => read.zone()?,
            None => ClinicZone::parse(&crate::world::computer_zone()).unwrap_or(read.zone()?),
        };
        let desk = clinic.and_then(|clinic| self.device.desk(clinic.id));
        let desk = match desk {
            Some(id) if read.person(id.0)?.is_some() => Some(id.0),
            _ => None,
        };
        Ok(Moment { now_ms, zone, today: zone.local_day(now_ms), desk })
    }
}

impl Open {
    fn at(file: &Path, world: &Arc<dyn World>, options: &OpenOptions, sample: bool) -> ApiResult<Self> {
        let store = Store::open(file, Arc::clone(world), options.clone())?;
        Ok(Self { store, figures: Figures::default(), counts: ListCounts::default(), sample })
    }
}

//! Making a recovery sheet: a key that is shown once, printed, and kept nowhere.
//!
//! The clinic's key is wrapped for it and laid down where desks meet before the sheet is shown, so that paper which leaves
//! the printer opens something. It counts as made once somebody has said that it is printed.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keepalive_domain::ids::SpaceId;
use keepalive_domain::roles::Deed;
use keepalive_hub_folder::{FolderHub, put_sheet, remove_sheet};
use keepalive_reports::{RecoverySheet, SheetPlace, pdf};
use keepalive_seal::{Card, SheetKey, SheetName, SpaceKey};

use super::open_sheet::no_day;
use super::remembered::Place;
use super::{database, kept_sheets, trouble, view};
use crate::types::{Nothing, ReportFile, SharingSheet, SharingSheetEndInput, SharingSheetInput, SharingView};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// The sheet that stands on the screen.
pub(super) struct ShownSheet {
    place: Place,
    space: SpaceId,
    name: SheetName,
    wrapped: Vec<u8>,
    card: Card,
    content: RecoverySheet,
}

impl App {
    /// Makes a recovery sheet, lays what it opens down where desks meet, and shows it. One that was shown and not printed
    /// opens nothing any more.
    ///
    /// # Errors
    /// Sharing is off, its key is gone, or the folder cannot be written or the server not be reached; then there is no
    /// sheet.
    pub fn sharing_sheet_make(&self, input: SharingSheetInput) -> ApiResult<SharingSheet> {
        self.asks(Deed::Share)?;
        self.sharing_sheet_end(SharingSheetEndInput { printed: false })?;
        let open = self.current();
        let place = self.device.remembered().sharing.place.filter(|_| !open.sample).ok_or_else(|| {
            ApiError::invalid("path", "sharing_is_off", "Sharing is off: there is nothing to recover.")
        })?;
        let (space, clinic, made) = open.store.read(|read| {
            let clinic = read.clinic()?.map(|clinic| clinic.name);
            Ok::<_, ApiError>((read.space()?, clinic, self.moment(read)?.today))
        })?;
        let (Some(space), Some(clinic)) = (space, clinic) else {
            return Err(ApiError::new(ErrorCode::NoClinic, "There is no clinic to recover yet."));
        };
        let key = self.key_here(space)?.ok_or_else(|| {
            let message = "This desk's key for what is shared is gone.";
            ApiError::invalid("path", "sharing_key_missing", message)
        })?;
        let sheet = SheetKey::new()?;
        let name = SheetName::new(&made.to_string(), &sheet).ok_or_else(no_day)?;
        let wrapped = sheet.wrap(&key)?;
        let (kind, place_name) = match &place {
            Place::Folder(folder) => (SheetPlace::Folder, view::name_of(folder)),
            Place::Database(server) => (SheetPlace::Database, server.clone()),
        };
        let content = RecoverySheet {
            clinic,
            made,
            lines: sheet.lines().to_vec(),
            mark: sheet.mark(),
            recipient: sheet.recipient(),
            place: kind,
            place_name,
            file: name.text().to_owned(),
        };
        let shown =
            Arc::new(ShownSheet { place, space, name, wrapped, card: Card::of_sheet(&sheet), content });
        // Known before it lies there, so that no meeting takes it for one that is on paper.
        *self.sharing.sheet() = Some(Arc::clone(&shown));
        if let Err(refused) = shown.lay(self, key) {
            self.sharing.sheet().take_if(|there| Arc::ptr_eq(there, &shown));
            return Err(refused);
        }
        self.sharing_sheet(input)
    }

    /// The recovery sheet that is shown.
    ///
    /// # Errors
    /// None.
    pub fn sharing_sheet(&self, input: SharingSheetInput) -> ApiResult<SharingSheet> {
        let shown = self.sharing.sheet().clone();
        let language = input.language.unwrap_or_default().into();
        Ok(SharingSheet { document: shown.map(|shown| shown.content.document(language)) })
    }

    /// The recovery sheet that is shown, as a PDF's bytes.
    ///
    /// # Errors
    /// None is shown, or it cannot be laid out.
    pub fn sharing_sheet_file(&self, input: SharingSheetInput) -> ApiResult<ReportFile> {
        let Some(shown) = self.sharing.sheet().clone() else {
            return Err(ApiError::invalid("sheet", "sheet_not_shown", "No recovery sheet is shown."));
        };
        let document = shown.content.document(input.language.unwrap_or_default().into());
        let bytes = pdf(&document, input.paper.unwrap_or_default())
            .map_err(|error| ApiError::new(ErrorCode::Internal, format!("No PDF was made: {error}.")))?;
        Ok(ReportFile {
            name: format!("recovery-sheet-{}.pdf", shown.name.mark()),
            mime: "application/pdf".to_owned(),
            base64: BASE64.encode(bytes),
            warnings: Vec::new(),
        })
    }

    /// Shows the sheet no more. One that is on paper is kept among those made; what another opens is taken away. Where
    /// that cannot be done now it lies there and is listed, though nobody has its sheet.
    ///
    /// # Errors
    /// This computer's copy cannot be written; the sheet is then shown still.
    pub fn sharing_sheet_end(&self, input: SharingSheetEndInput) -> ApiResult<SharingView> {
        let shown = self.sharing.sheet().clone();
        if let Some(shown) = shown {
            if input.printed {
                kept_sheets::keep(&self.clinic_file, shown.space, &shown.name, &shown.wrapped)?;
                self.has_sheet(shown.space, &shown.card)?;
            } else if let Err(error) = shown.take_away(self) {
                tracing::warn!(
                    message = error.message,
                    "what a sheet opens lies there, and nobody has the sheet"
                );
            }
            self.sharing.sheet().take_if(|there| Arc::ptr_eq(there, &shown));
        }
        self.sharing(Nothing {})
    }

    /// The name of the sheet that is shown.
    pub(super) fn shown_sheet(&self) -> Option<SheetName> {
        self.sharing.sheet().as_ref().map(|shown| shown.name.clone())
    }
}

impl ShownSheet {
    /// Lays down what it opens, where this clinic stands with this key.
    fn lay(&self, app: &App, key: SpaceKey) -> ApiResult<()> {
        let Self { space, name, wrapped, .. } = self;
        match &self.place {
            Place::Folder(folder) => {
                // A drive that is away looks like an empty folder.
                FolderHub::open(folder, *space, key).map_err(trouble::refused)?;
                put_sheet(folder, *space, name, wrapped).map_err(trouble::refused)
            }
            Place::Database(_) => {
                let access = app.access_here(*space)?;
                Ok(database::enter(&access, *space, key)?.lay_sheet(name, wrapped)?)
            }
        }
    }

    fn take_away(&self, app: &App) -> ApiResult<()> {
        match &self.place {
            Place::Folder(folder) => Ok(remove_sheet(folder, self.space, &self.name)?),
            Place::Database(_) => {
                let access = app.access_here(self.space)?;
                Ok(database::connect(&access)?.end_sheet(&self.name)?)
            }
        }
    }
}

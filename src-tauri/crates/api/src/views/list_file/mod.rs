//! A filtered list as a file for a spreadsheet: every row of it, in the order the screen shows.

mod columns;
mod items;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use keepalive_exchange::sheet::{Sheet, SheetError};
use keepalive_store::Watch;

use crate::types::{
    AreaListInput, ChartFile, ConfigChangeListInput, EventListInput, ListAsked, ListFileInput, ListFormat,
    MOST_ROWS_PER_PAGE, Nothing, Page, PromiseListInput, QuestionListInput, ShadowListInput, VendorInput,
    WorkKind,
};
use crate::{ApiError, ApiResult, App, ErrorCode};

/// What Excel calls the type of its workbooks.
const XLSX_MIME: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl App {
    /// A filtered list as a file's bytes. A long work that can be cancelled.
    ///
    /// # Errors
    /// As the command that shows the list; more rows or longer text than a sheet of XLSX holds; or it was cancelled.
    pub fn list_file(&self, input: ListFileInput) -> ApiResult<ChartFile> {
        self.works.run(WorkKind::ListFile, |watch| self.list_file_watched(&input, watch))
    }

    fn list_file_watched(&self, input: &ListFileInput, watch: &Watch) -> ApiResult<ChartFile> {
        let as_of = self.current().store.read(|read| self.moment(read))?.today;
        let (name, sheet) = self.listed_watched(&input.list, watch)?;
        // The first half was to gather the rows.
        let rows = sheet.rows.len() as u64;
        let mut done = rows;
        let go_on = || {
            done += 1;
            watch.tell(done, rows * 2);
            !watch.is_cancelled()
        };
        let (bytes, ending, mime) = match input.format {
            ListFormat::Csv => (sheet.csv(go_on)?, "csv", "text/csv"),
            ListFormat::Xlsx => (sheet.xlsx(&name, as_of, go_on)?, "xlsx", XLSX_MIME),
        };
        watch.go_on()?;
        Ok(ChartFile {
            name: format!("{name}-{as_of}.{ending}"),
            mime: mime.to_owned(),
            base64: BASE64.encode(bytes),
        })
    }

    /// A list with all its rows, and what its file is called without the day.
    ///
    /// # Errors
    /// As the command that shows the list.
    pub fn listed(&self, list: &ListAsked) -> ApiResult<(String, Sheet)> {
        self.listed_watched(list, &Watch::default())
    }

    /// [`App::listed`], as the first half of a long work.
    ///
    /// # Errors
    /// The same, or it was cancelled.
    pub(super) fn listed_watched(&self, list: &ListAsked, watch: &Watch) -> ApiResult<(String, Sheet)> {
        let plain = |name: &str, sheet| (name.to_owned(), sheet);
        Ok(match list {
            ListAsked::Requests(input) => plain("requests", self.requests_listed(input, watch)?),
            ListAsked::Workarounds(input) => plain("workarounds", self.workarounds_listed(input, watch)?),
            ListAsked::Changes(input) => plain("changes", self.changes_listed(input, watch)?),
            ListAsked::Events(input) => {
                let page = |cursor| self.event_list(EventListInput { cursor, limit: MOST, ..input.clone() });
                plain("events", columns::events(&every_page(watch, page)?))
            }
            ListAsked::Questions(input) => {
                let page =
                    |cursor| self.question_list(QuestionListInput { cursor, limit: MOST, ..input.clone() });
                plain("questions", columns::questions(&every_page(watch, page)?))
            }
            ListAsked::Shadows(input) => {
                let page =
                    |cursor| self.shadow_list(ShadowListInput { cursor, limit: MOST, ..input.clone() });
                plain("shadow-records", columns::shadows(&every_page(watch, page)?))
            }
            ListAsked::Promises(input) => self.promises_listed(*input)?,
            ListAsked::Areas(input) => plain("areas", self.areas_listed(*input)?),
        })
    }

    /// Configuration changes, their notes whole.
    fn changes_listed(&self, input: &ConfigChangeListInput, watch: &Watch) -> ApiResult<Sheet> {
        let page =
            |cursor| self.changes_whole(ConfigChangeListInput { cursor, limit: MOST, ..input.clone() });
        Ok(columns::changes(&every_page(watch, page)?))
    }

    /// Configuration areas with their owners.
    fn areas_listed(&self, input: AreaListInput) -> ApiResult<Sheet> {
        let today = self.current().store.read(|read| self.moment(read))?.today;
        let mut areas = self.owners(Nothing {})?.areas;
        areas.retain(|area| {
            (input.unowned != Some(true) || area.owner.is_none())
                && (input.due != Some(true) || area.review_due.is_some_and(|due| due <= today))
        });
        Ok(columns::areas(&areas))
    }

    /// Every date the vendor gave, the first of a promise with what became of it.
    fn promises_listed(&self, input: PromiseListInput) -> ApiResult<(String, Sheet)> {
        let view = self.vendor(VendorInput { system: input.system, as_of: None })?;
        let of = view.system.map_or_else(String::new, |system| format!("-{}", in_a_name(&system.key)));
        let mut promises = view.promises;
        promises.retain(|line| {
            input.outcome.is_none_or(|outcome| line.outcome == outcome)
                && input.clock.is_none_or(|clock| line.clock == clock)
                && (input.moved != Some(true) || line.slips > 0)
        });
        Ok((format!("promises{of}"), columns::promises(&promises)))
    }
}

/// Rows asked for at a time.
const MOST: Option<u32> = Some(MOST_ROWS_PER_PAGE);

/// The rows of every page, in order. How many pages there are is not known before the last.
fn every_page<T>(
    watch: &Watch,
    mut page: impl FnMut(Option<String>) -> ApiResult<Page<T>>,
) -> ApiResult<Vec<T>> {
    let mut first = page(None)?;
    let mut rows = std::mem::take(&mut first.rows);
    let mut next = first.next;
    while next.is_some() {
        watch.go_on()?;
        let page = page(next)?;
        rows.extend(page.rows);
        next = page.next;
    }
    Ok(rows)
}

/// A key as part of a file's name on any system.
fn in_a_name(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
}

impl From<SheetError> for ApiError {
    fn from(error: SheetError) -> Self {
        let hint = match error {
            SheetError::TooManyRows { .. } => "too_many_rows",
            SheetError::TooLongText => "too_long_for_a_cell",
            SheetError::Stopped => return Self::new(ErrorCode::Cancelled, error.to_string()),
            SheetError::Write(_) => return Self::new(ErrorCode::Internal, error.to_string()),
        };
        Self::invalid("format", hint, error.to_string())
    }
}

//! The register: configuration changes, change events, questions and the lists kept beside the EHR.

use keepalive_domain::ids::EntityId;
use keepalive_store::Read;
use keepalive_store::read::{
    AnswerRow, ConfigChangeFilter as ChangesAsked, ConfigChangeRow, EventFilter as EventsAsked, EventFull,
    QuestionFilter as QuestionsAsked, QuestionRow, RegisterAfter, RegisterPage, ShadowFilter as ShadowsAsked,
    ShadowRow,
};
use serde_json::{Value as Json, json};

use super::answer_standing::AnswerStanding;
use super::request_list::page_limit;
use crate::types::{
    Answer, ChangeEvent, ConfigChange, ConfigChangeListInput, Day, EventListInput, ItemLink,
    MOST_ROWS_PER_PAGE, Named, OfId, Page, Question, QuestionDetail, QuestionListInput, ShadowListInput,
    ShadowRecord,
};
use crate::{ApiError, ApiResult, App};

/// Characters of a note that a list shows; the rest stands in the panel.
const NOTE_CHARS_IN_A_LIST: usize = 200;

impl App {
    /// A page of configuration changes, newest first.
    ///
    /// # Errors
    /// A cursor that is none, or the database cannot be read.
    pub fn change_list(&self, input: ConfigChangeListInput) -> ApiResult<Page<ConfigChange>> {
        let mut page = self.changes_whole(input)?;
        let short = |note: Option<String>| note.map(|note| note.chars().take(NOTE_CHARS_IN_A_LIST).collect());
        for row in &mut page.rows {
            (row.before, row.after) = (short(row.before.take()), short(row.after.take()));
        }
        Ok(page)
    }

    /// A page of configuration changes, their notes as long as they are.
    pub(super) fn changes_whole(&self, input: ConfigChangeListInput) -> ApiResult<Page<ConfigChange>> {
        let (limit, after) = (page_limit(input.limit)?, after(input.cursor.as_deref())?);
        let asked = input.filter.unwrap_or_default();
        let filter = ChangesAsked {
            area: asked.area.map(Into::into),
            request: asked.request.map(Into::into),
            verified: asked.verified,
            review_due: asked.review_due == Some(true),
            text: asked.text.unwrap_or_default(),
        };
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let page = read.config_change_page(&filter, after.as_ref(), limit, today)?;
            let rows = read.config_changes(&page.ids)?.into_iter().map(|row| change(row, today));
            Ok(paged(&page, rows.collect()))
        })
    }

    /// One configuration change; a deleted one too.
    ///
    /// # Errors
    /// No such configuration change, or the database cannot be read.
    pub fn change_detail(&self, input: OfId) -> ApiResult<ConfigChange> {
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let row = read.config_changes(&[input.id.0])?.pop();
            row.map(|row| change(row, today)).ok_or_else(|| ApiError::not_found("config_change"))
        })
    }

    /// A page of change events, newest first.
    ///
    /// # Errors
    /// A cursor that is none, or the database cannot be read.
    pub fn event_list(&self, input: EventListInput) -> ApiResult<Page<ChangeEvent>> {
        let (limit, after) = (page_limit(input.limit)?, after(input.cursor.as_deref())?);
        let asked = input.filter.unwrap_or_default();
        let filter = EventsAsked {
            kind: asked.kind,
            rebase: asked.rebase == Some(true),
            text: asked.text.unwrap_or_default(),
        };
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let page = read.event_page(&filter, after.as_ref(), limit, today)?;
            Ok(paged(&page, read.events_of(&page.ids)?.into_iter().map(event).collect()))
        })
    }

    /// One change event; a deleted one too.
    ///
    /// # Errors
    /// No such change event, or the database cannot be read.
    pub fn event_detail(&self, input: OfId) -> ApiResult<ChangeEvent> {
        self.current().store.read(|read| {
            read.events_of(&[input.id.0])?.pop().map(event).ok_or_else(|| ApiError::not_found("event"))
        })
    }

    /// A page of questions, what is not answered first.
    ///
    /// # Errors
    /// A cursor that is none, or the database cannot be read.
    pub fn question_list(&self, input: QuestionListInput) -> ApiResult<Page<Question>> {
        let (limit, after) = (page_limit(input.limit)?, after(input.cursor.as_deref())?);
        let asked = input.filter.unwrap_or_default();
        let filter = QuestionsAsked {
            answered_in: asked.answered_in,
            area: asked.area.map(Into::into),
            text: asked.text.unwrap_or_default(),
        };
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let page = read.question_page(&filter, after.as_ref(), limit, today)?;
            let rows = read.questions_of(&page.ids)?.into_iter();
            let rows = rows.map(|row| {
                let answers = read.answers_of(row.id)?;
                Ok(question(row, &answers, today))
            });
            Ok(paged(&page, rows.collect::<ApiResult<_>>()?))
        })
    }

    /// One question with its answers and the lists kept for it; a deleted one too.
    ///
    /// # Errors
    /// No such question, or the database cannot be read.
    pub fn question_detail(&self, input: OfId) -> ApiResult<QuestionDetail> {
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let row = read.questions_of(&[input.id.0])?.pop();
            let row = row.ok_or_else(|| ApiError::not_found("question"))?;
            let answers = read.answers_of(row.id)?;
            let filter = ShadowsAsked { question: Some(row.id), ..ShadowsAsked::default() };
            let page = read.shadow_page(&filter, None, MOST_ROWS_PER_PAGE, today)?;
            Ok(QuestionDetail {
                row: question(row, &answers, today),
                shadows: shadows(read, &page, today)?,
                answers: answers
                    .into_iter()
                    .map(|row| Answer { id: row.id.into(), from: row.from, answered_in: row.answered_in })
                    .collect(),
            })
        })
    }

    /// A page of the lists kept beside the EHR, those still kept first.
    ///
    /// # Errors
    /// A cursor that is none, or the database cannot be read.
    pub fn shadow_list(&self, input: ShadowListInput) -> ApiResult<Page<ShadowRecord>> {
        let (limit, after) = (page_limit(input.limit)?, after(input.cursor.as_deref())?);
        let asked = input.filter.unwrap_or_default();
        let filter = ShadowsAsked {
            kept: asked.kept,
            question: asked.question.map(Into::into),
            text: asked.text.unwrap_or_default(),
        };
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let page = read.shadow_page(&filter, after.as_ref(), limit, today)?;
            Ok(paged(&page, shadows(read, &page, today)?))
        })
    }

    /// One list kept beside the EHR; a deleted one too.
    ///
    /// # Errors
    /// No such shadow record, or the database cannot be read.
    pub fn shadow_detail(&self, input: OfId) -> ApiResult<ShadowRecord> {
        self.current().store.read(|read| {
            let today = self.moment(read)?.today;
            let row = read.shadows_of(&[input.id.0])?.pop();
            row.map(|row| shadow(row, today)).ok_or_else(|| ApiError::not_found("shadow_record"))
        })
    }
}

fn paged<T>(page: &RegisterPage, rows: Vec<T>) -> Page<T> {
    let next = page.next.as_ref().map(|after| json!([after.order, after.id.to_string()]).to_string());
    Page { rows, next, total: Some(page.total), groups: Vec::new() }
}

fn after(cursor: Option<&str>) -> ApiResult<Option<RegisterAfter>> {
    let read = |text: &str| {
        let parts: Json = serde_json::from_str(text).ok()?;
        let id: EntityId = parts.get(1)?.as_str()?.parse().ok()?;
        Some(RegisterAfter { order: parts.get(0)?.as_str()?.to_owned(), id })
    };
    let wrong = || ApiError::invalid("cursor", "not_a_cursor", "This is no page's end.");
    cursor.map(|text| read(text).ok_or_else(wrong)).transpose()
}

fn change(row: ConfigChangeRow, today: Day) -> ConfigChange {
    ConfigChange {
        id: row.id.into(),
        key: row.key,
        on: row.on,
        area: row.area.map(Into::into),
        item: row.item,
        before: row.before,
        after: row.after,
        by: row.by.map(Into::into),
        request: row.request.map(link),
        verified_by: row.verified_by.map(Into::into),
        review_on: row.review_on,
        review_due: row.review_on.is_some_and(|day| day <= today),
        deleted: row.deleted,
    }
}

fn event(row: EventFull) -> ChangeEvent {
    ChangeEvent {
        id: row.id.into(),
        key: row.key,
        on: row.on,
        kind: row.kind,
        title: row.title,
        rebase: row.rebase,
        deleted: row.deleted,
    }
}

fn question(row: QuestionRow, answers: &[AnswerRow], today: Day) -> Question {
    let standing = AnswerStanding::on(answers, today);
    Question {
        id: row.id.into(),
        key: row.key,
        text: row.text,
        area: row.area.map(Into::into),
        answered_in: standing.map(|standing| standing.answered_in),
        since: standing.map(|standing| standing.since),
        unanswered_days: standing.map(|standing| standing.unanswered_days),
        deleted: row.deleted,
    }
}

fn shadows(read: &Read<'_>, page: &RegisterPage, today: Day) -> ApiResult<Vec<ShadowRecord>> {
    Ok(read.shadows_of(&page.ids)?.into_iter().map(|row| shadow(row, today)).collect())
}

fn shadow(row: ShadowRow, today: Day) -> ShadowRecord {
    ShadowRecord {
        id: row.id.into(),
        key: row.key,
        title: row.title,
        keeper: row.keeper.map(Into::into),
        question: row.question.map(|(id, text)| Named { id: id.into(), name: text }),
        kept_in: row.kept_in,
        started: row.started,
        ended: row.ended,
        kept: row.ended.is_none_or(|ended| ended > today),
        workaround: row.workaround.map(link),
        deleted: row.deleted,
    }
}

fn link((id, key, title): (EntityId, String, String)) -> ItemLink {
    ItemLink { id: id.into(), key, title }
}

//! The frame around every view.

use keepalive_domain::calendar::GoLive;
use keepalive_domain::roles::{Deed, may};
use keepalive_store::Read;
use keepalive_store::read::SystemRow;

use super::{days_between, live_on};
use crate::acts::{next_act, next_again};
use crate::app::Moment;
use crate::types::{AppState, Clinic, Counts, Day, ExchangeKind, Nothing, SinceGoLive, Threshold, Who};
use crate::{ApiResult, App};

impl App {
    /// The frame around every view.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn app_state(&self, _input: Nothing) -> ApiResult<AppState> {
        let open = self.current();
        let sample = open.sample;
        open.store.read(|read| {
            let moment = self.moment(read)?;
            let (desk, counts) = (desk(read, &moment)?, read.open_counts(moment.today)?);
            let role = self.role_here(read)?;
            let systems = read.systems()?;
            let current = live_on(&systems, moment.today);
            let clinic = read.clinic()?.map(|clinic| Clinic {
                id: clinic.id.into(),
                name: clinic.name,
                time_zone: clinic.time_zone,
                sample: clinic.sample || sample,
                sample_file: sample,
            });
            Ok(AppState {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                clinic,
                current_system: current.map(|system| system.id.into()),
                today: moment.today,
                since_go_live: current.and_then(|system| since_go_live(system, moment.today)),
                counts: Counts {
                    requests_open: counts.requests,
                    workarounds_active: counts.workarounds,
                    areas_unowned: counts.unowned_areas,
                },
                undo: match self.exchange_to_walk(ExchangeKind::Restore, read)? {
                    Some(restore) => Some(restore.into()),
                    None => next_act(read, role)?.map(|step| step.label.into()),
                },
                redo: match self.exchange_to_walk(ExchangeKind::PutBack, read)? {
                    Some(restore) => Some(restore.into()),
                    None => next_again(read)?.map(|step| step.label.into()),
                },
                role,
                may_not: Deed::ALL.iter().copied().filter(|deed| !may(role, *deed)).collect(),
                backed_up_at: crate::backup::newest_ms(open.store.path()),
                desk,
                thresholds: Threshold::all(&read.thresholds()?),
                computer_zone: crate::world::computer_zone(),
                systems: systems.into_iter().map(Into::into).collect(),
            })
        })
    }
}

fn desk(read: &Read<'_>, moment: &Moment) -> ApiResult<Option<Who>> {
    let Some(id) = moment.desk else { return Ok(None) };
    Ok(read.person(id)?.map(|person| Who { id: Some(id.into()), name: person.name }))
}

/// Where a day stands on a system's axis; `None` before go-live.
pub(crate) fn since_go_live(system: &SystemRow, today: Day) -> Option<SinceGoLive> {
    let go_live = system.go_live.filter(|go_live| *go_live <= today)?;
    let axis = GoLive::new(go_live);
    let month = axis.month(axis.month_of(today))?;
    Some(SinceGoLive {
        month: month.n,
        day: days_between(month.from, today) + 1,
        days: days_between(month.from, month.to),
        week: axis.week_of(today),
    })
}

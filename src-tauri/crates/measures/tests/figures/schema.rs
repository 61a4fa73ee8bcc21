//! `measure --json` has exactly the fields of TABLES, in that order, with nulls where nothing was measured.

use keepalive_domain::words::Break;
use keepalive_measures::measure;

use crate::clinic::{day, facts, guess, system, workaround};

#[test]
fn the_json_is_that_of_the_tables_page() {
    let mut facts = facts();
    facts.zone = "America/Denver".parse().unwrap();
    facts.systems = vec![system("ehr1", "2026-11-16")];
    facts.workarounds = vec![workaround("w", Break::Drift, "2026-11-16")];
    facts.workarounds[0].estimates = vec![guess("2026-11-16", 1.0, 7.0, 60.0)];
    let json = serde_json::to_string(&measure(&facts, day("2026-11-17"))).unwrap();
    let clock = r#"{"n":0,"events":0,"median_days":null,"low":null,"high":null}"#;
    let expected = format!(
        concat!(
            r#"{{"as_of":"2026-11-17","zone":"America/Denver","systems":[{{"system":"ehr1","go_live":"2026-11-16","#,
            r#""months":[{{"n":1,"from":"2026-11-16","to":"2026-12-16","partial":true,"recorded":1.0,"#,
            r#""hours":{{"drift":2.0,"reporting":0.0,"support":0.0,"burnout":0.0,"all":2.0,"timed":0.0}},"#,
            r#""fte":null,"hours_per_fte":null,"hardened_share":0.0,"unanswered_share":null,"#,
            r#""overdue_days_per_10_fte":null,"wow8":null,"coverage":null,"arrivals":0,"departures":0,"wip":0,"#,
            r#""asks_per_active_workaround":0.0,"withdrawn":0}}],"#,
            r#""weeks":[{{"w":1,"from":"2026-11-16","recorded":1.0,"entries":1,"drift_hours_per_fte":null,"#,
            r#""unanswered_share":null,"overdue_days_per_10_fte":null,"wow8":null}}],"#,
            r#""phase":{{"label":"not_measured","because":["#,
            r#"{{"test":"late_baseline","value":3.0,"limit":3.0,"met":false}},"#,
            r#"{{"test":"baseline_weeks","value":0.0,"limit":8.0,"met":true}},"#,
            r#"{{"test":"low_coverage_weeks","value":null,"limit":2.0,"met":false}},"#,
            r#"{{"test":"replacement_events","value":0.0,"limit":1.0,"met":false}},"#,
            r#"{{"test":"entries_per_week","value":null,"limit":3.0,"met":false}},"#,
            r#"{{"test":"entries_ratio","value":null,"limit":0.6,"met":false}},"#,
            r#"{{"test":"active_workarounds_change","value":1.0,"limit":0.0,"met":true}},"#,
            r#"{{"test":"open_age_change","value":null,"limit":0.0,"met":false}},"#,
            r#"{{"test":"overdue_share_of_open","value":null,"limit":0.25,"met":false}},"#,
            r#"{{"test":"hardened_share","value":0.0,"limit":0.5,"met":false}},"#,
            r#"{{"test":"voices_on_one_need","value":0.0,"limit":3.0,"met":false}},"#,
            r#"{{"test":"alarming_series","value":0.0,"limit":2.0,"met":false}}]}},"#,
            r#""workaround_survival":{{"n":1,"retired":0,"median_days":null,"low":null,"high":null}},"#,
            r#""turnaround":{{"first_response":{clock},"workaround_offered":{clock},"delivered":{clock},"verified":{clock}}},"#,
            r#""vendors":[{{"vendor":"ehr1 vendor","kept":0,"due":0,"slips_per_promise":null,"#,
            r#""out_of_scope_share":null,"named_contact_share":null,"chases_per_request":null}}]}}]}}"#
        ),
        clock = clock
    );
    assert_eq!(json, expected);
}

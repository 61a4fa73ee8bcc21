//! The hot questions walk an index and stop at the page's end: asked of SQLite's own planner, so that a slow
//! machine proves as much as a fast one.

use keepalive_domain::ids::ActId;
use rusqlite::Connection;

use super::people::PEOPLE;
use super::request_list::{Conditions, RequestFilter, RequestGroup, RequestOrder, RequestQuery, Stand};
use crate::reader::Read;
use crate::{log, tables};

fn database() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    log::create(&conn).unwrap();
    tables::create(&conn).unwrap();
    conn
}

/// What the planner would do, a step a line. Parameters are left unbound: the plan does not depend on them.
fn plan(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = statement.raw_query().mapped(|row| row.get("detail"));
    steps.collect::<Result<_, _>>().unwrap()
}

fn query(stand: Stand, order: RequestOrder) -> RequestQuery {
    RequestQuery {
        filter: RequestFilter { stand, ..RequestFilter::default() },
        order,
        reversed: false,
        group: RequestGroup::None,
        after: None,
        limit: 100,
        today: "2026-11-23".parse().unwrap(),
    }
}

#[test]
fn a_page_of_the_usual_orders_neither_scans_nor_sorts() {
    let conn = database();
    let read = Read { conn: &conn };
    for stand in [Stand::Open, Stand::Closed, Stand::All] {
        for (sql, _) in read.page_statements(&query(stand, RequestOrder::Age)).unwrap() {
            let plan = plan(&conn, &sql);
            let walks = plan.iter().any(|step| step.contains("SEARCH r"));
            assert!(walks, "{stand:?}: {plan:?}\n{sql}");
            // Sorting the last term orders requests closed in the same millisecond, no more.
            let sorts = plan.iter().any(|step| step.ends_with("TEMP B-TREE FOR ORDER BY"));
            assert!(!sorts, "{stand:?}: {plan:?}\n{sql}");
        }
    }
}

#[test]
fn people_of_merged_requests_are_found_by_their_indexes() {
    let conn = database();
    let sql = format!("SELECT ({PEOPLE}) FROM request r WHERE r.no = 1");
    for step in plan(&conn, &sql) {
        // What was gathered on the way is walked; a table never is.
        let walks_a_table =
            ["SCAN s", "SCAN m", "SCAN v", "SCAN q"].iter().any(|scan| step.starts_with(scan));
        assert!(!walks_a_table && !step.contains("AUTOMATIC"), "{step}");
    }
}

/// Every order and stand, both ways, from the first page and from a later one.
fn every_query() -> Vec<RequestQuery> {
    let mut queries = Vec::new();
    for stand in [Stand::Open, Stand::Closed, Stand::All, Stand::Deleted] {
        for order in [
            RequestOrder::Age,
            RequestOrder::Promise,
            RequestOrder::Title,
            RequestOrder::Key,
            RequestOrder::Changed,
            RequestOrder::Worth,
        ] {
            for reversed in [false, true] {
                queries.push(RequestQuery { reversed, ..query(stand, order) });
            }
        }
    }
    queries
}

#[test]
fn a_page_of_any_order_walks_an_index() {
    let conn = database();
    let read = Read { conn: &conn };
    for query in every_query() {
        for (sql, _) in read.page_statements(&query).unwrap() {
            let steps = plan(&conn, &sql);
            let scans = steps.iter().any(|step| step.starts_with("SCAN r"));
            assert!(!scans, "{query:?}: {steps:?}\n{sql}");
            // Open and closed together are two pages of a hundred, which are sorted, but by age; so is the trash where
            // it stands as written down.
            let sorts = steps.iter().any(|step| step.ends_with("TEMP B-TREE FOR ORDER BY"));
            let by_age = query.order == RequestOrder::Age;
            let trash_by_age = by_age && query.filter.stand == Stand::Deleted;
            let both_places = !by_age && query.filter.stand == Stand::All;
            assert!(!sorts || trash_by_age || both_places, "{query:?}: {steps:?}\n{sql}");
        }
    }
}

#[test]
fn what_came_with_an_act_is_found_by_that_act() {
    let conn = database();
    let read = Read { conn: &conn };
    let by_the_act = |steps: &[String], what: &str| {
        let walks = steps.iter().any(|step| {
            let scans = ["SCAN r", "SCAN i", "SCAN l", "SCAN t"].iter().any(|scan| step.starts_with(scan));
            scans || step.contains("request_order")
        });
        assert!(!walks, "{what}: {steps:?}");
        for index in ["entity_request", "later_op_op", "SEARCH r USING INTEGER PRIMARY KEY"] {
            assert!(steps.iter().any(|step| step.contains(index)), "{index}, {what}: {steps:?}");
        }
    };
    for mut query in every_query() {
        query.filter.came_with = Some(ActId::new_v7(0, [7; 10]));
        for (sql, _) in read.page_statements(&query).unwrap() {
            by_the_act(&plan(&conn, &sql), &sql);
        }
        for place in query.filter.stand.places() {
            let it = Conditions::at(*place, &query.filter, query.today);
            let sql = format!("SELECT count(*) FROM request r WHERE {}", it.sql);
            by_the_act(&plan(&conn, &sql), &sql);
        }
    }
}

#[test]
fn counts_and_groups_of_a_list_read_an_index_not_the_whole_table() {
    let conn = database();
    for place in ["0", "1", "2"] {
        let sql = format!(
            "SELECT count(*) FROM request r WHERE ?1 IS NOT NULL
                AND (CASE WHEN r.deleted = 1 THEN 2 WHEN r.closed_at IS NULL THEN 0 ELSE 1 END) = {place}"
        );
        let steps = plan(&conn, &sql);
        assert!(steps.iter().any(|step| step.contains("COVERING INDEX")), "{steps:?}");
    }
    for group in
        [RequestGroup::Turn, RequestGroup::State, RequestGroup::Owner, RequestGroup::Area, RequestGroup::Kind]
    {
        for stand in [Stand::Open, Stand::Closed, Stand::Deleted] {
            let grouped = RequestQuery { group, ..query(stand, RequestOrder::Age) };
            let read = Read { conn: &conn };
            for (sql, _) in read.page_statements(&grouped).unwrap() {
                let steps = plan(&conn, &sql);
                assert!(
                    !steps.iter().any(|step| step.starts_with("SCAN r")),
                    "{group:?} {stand:?}: {steps:?}"
                );
            }
        }
    }
}

#[test]
fn what_hangs_on_a_thing_is_found_by_its_index() {
    let conn = database();
    for (table, column) in [
        ("request_state", "request"),
        ("request_fact", "request"),
        ("promise", "request"),
        ("chase", "request"),
        ("link", "request"),
        ("link", "workaround"),
        ("estimate", "workaround"),
        ("occurrence", "workaround"),
        ("voice", "item"),
        ("comment", "item"),
        ("pulse", "person"),
    ] {
        let sql = format!("SELECT no FROM {table} WHERE {column} = (SELECT no FROM entity WHERE id = ?1)");
        let plan = plan(&conn, &sql);
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{table}.{column}: {plan:?}");
    }
}

#[test]
fn the_newest_occurrences_need_no_sorting() {
    let conn = database();
    let sql = "SELECT no FROM occurrence o WHERE o.workaround = ?1 AND o.deleted IS NOT 1
                ORDER BY o.at DESC, o.no DESC LIMIT 50";
    let plan = plan(&conn, sql);
    assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE") || step.starts_with("SCAN")), "{plan:?}");
}

#[test]
fn a_key_and_a_ticket_number_are_looked_up() {
    let conn = database();
    for sql in [
        "SELECT no FROM request t WHERE t.key = ?1",
        "SELECT no FROM workaround t WHERE t.key = ?1",
        "SELECT no FROM request t WHERE t.source_id = ?1",
    ] {
        let plan = plan(&conn, sql);
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{sql}: {plan:?}");
    }
}

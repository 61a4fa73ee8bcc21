//! Every preset on a heading as its program writes it, with rows made up by us.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::Watch;
use keepalive_exchange::csv_map::{Map, MappedCsv, RowsAre, guess};
use support::{Memory, folder, refused, taking};

/// Imports a file with the preset that is found for it, and makes sure which one that is.
fn import(preset: &str, text: &str) -> Memory {
    let dir = folder(&[("export.csv", text)]);
    let path = dir.path().join("export.csv");
    let guess = guess(&path).unwrap();
    assert_eq!((guess.preset, guess.is_whole), (preset, true));
    let map = Map::preset(guess.preset, guess.rows_are).unwrap();
    let csv = MappedCsv::open(&path, RowsAre::Requests, map).unwrap();
    let mut memory = Memory::default();
    let zone = "America/Denver".parse().unwrap();
    let report = csv.take(&mut memory, zone, taking(&Watch::default())).unwrap();
    assert_eq!(refused(&report), Vec::<String>::new());
    memory
}

/// The last state of each request, in the order of the file.
fn states(memory: &Memory) -> Vec<String> {
    let states = memory.of(Kind::RequestState);
    memory
        .of(Kind::Request)
        .iter()
        .map(|request| {
            let id = memory.id_of(Kind::Request, request["key"].as_text().unwrap());
            let mut latest_first = states.iter().rev();
            let last = latest_first.find(|state| state["request"].as_ref_id() == Some(id));
            last.unwrap()["state"].as_text().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn jira_writes_a_column_once_per_label() {
    let memory = import(
        "jira",
        "Summary,Issue key,Issue id,Issue Type,Status,Priority,Assignee,Reporter,Created,Updated,Resolved,Component/s,Component/s,Labels,Labels,Description\n\
         Refill inbox,EHR-12,10012,Bug,In Progress,High,Lead,Nurse,12/Mar/26 9:14 AM,13/Mar/26 8:00 AM,,,Refills,inbox,urgent,Lands elsewhere\n\
         No-show list,EHR-13,10013,Improvement,Done,Low,,Lead,13/Mar/26 2:05 PM,20/Mar/26 2:00 PM,20/Mar/26 1:00 PM,Reports,,,,\n",
    );
    assert_eq!(states(&memory), ["in_progress", "delivered"]);
    let requests = memory.of(Kind::Request);
    assert_eq!(requests[0]["kind"], "edge_case".into());
    assert_eq!(requests[0]["detail"], "Lands elsewhere\nPriority: High\nLabels: inbox".into());
    assert_eq!(memory.of(Kind::Area).len(), 2, "the second of two columns speaks where the first is empty");
}

#[test]
fn zendesk_tickets_come_with_their_people() {
    let memory = import(
        "zendesk",
        "Id,Subject,Ticket type,Status,Priority,Requester,Assignee,Group,Created at,Updated at,Solved at,Tags\n\
         501,Fax cover prints twice,Incident,Solved,Normal,Front desk,Agent 4,EHR,2026-03-02 10:00:00,2026-03-05 09:00:00,2026-03-04 16:20:00,fax\n\
         502,Lab results late,Problem,Hold,High,Nurse,-,EHR,2026-03-03 08:00:00,2026-03-05 09:00:00,-,\n",
    );
    assert_eq!(states(&memory), ["delivered", "waiting_others"]);
    assert_eq!(memory.of(Kind::Request)[0]["owner"], "Agent 4".into());
    assert_eq!(memory.of(Kind::Request)[1].get("owner"), None);
}

#[test]
fn glpi_speaks_french_with_semicolons() {
    let memory = import(
        "glpi",
        "ID;Titre;Statut;Dernière modification;Date d'ouverture;Priorité;Demandeur - Demandeur;Attribué à - Technicien;Catégorie;Date de résolution\n\
         7;Télécopie en double;En cours (Attribué);2026-03-05 09:00;2026-03-02 10:00;Haute;Accueil;Technicien 2;Interfaces;\n\
         8;Liste des absents;Clos;2026-03-09 09:00;2026-03-03 10:00;Basse;Accueil;;Rapports;2026-03-08 11:00\n",
    );
    assert_eq!(states(&memory), ["in_progress", "delivered"]);
    assert_eq!(memory.of(Kind::Request)[0]["title"], "Télécopie en double".into());
}

#[test]
fn servicenow_says_how_it_stands_in_a_column_of_its_own() {
    let memory = import(
        "servicenow",
        "number,incident_state,short_description,caller_id,opened_at,assigned_to,assignment_group,resolved_at,closed_at\n\
         INC1,Awaiting Vendor,Labs late,Caller 1,13-02-2026 09:00,Resolver 1,EHR,,\n\
         INC2,Canceled,Fax twice,Caller 2,13-02-2026 10:00,Resolver 1,EHR,,14-02-2026 10:00\n",
    );
    assert_eq!(states(&memory), ["waiting_vendor", "withdrawn"]);
}

/// Closed by a technician, by a rule after some days, or by whoever merged the code: in none of these programs has the
/// clinic said that it holds. What was never done is not delivered.
#[test]
fn closed_elsewhere_is_delivered_on_the_day_of_the_fix_and_never_verified() {
    let closed = [
        (
            "servicenow",
            "number,incident_state,short_description,caller_id,opened_at,assigned_to,resolved_at,closed_at\n\
             INC1,Closed,Fax twice,Caller 1,13-02-2026 09:00,Resolver 1,14-02-2026 10:00,21-02-2026 10:00\n",
        ),
        (
            "jira",
            "Summary,Issue key,Issue Type,Status,Assignee,Reporter,Created,Updated,Resolved\n\
             No-show list,EHR-13,Improvement,Closed,Lead,Nurse,13/Feb/26 9:00 AM,21/Feb/26 10:00 AM,14/Feb/26 10:00 AM\n",
        ),
        (
            "zendesk",
            "Id,Subject,Ticket type,Status,Requester,Assignee,Created at,Updated at,Solved at\n\
             501,Fax twice,Incident,Closed,Front desk,Agent 4,2026-02-13 09:00:00,2026-02-21 10:00:00,2026-02-14 10:00:00\n",
        ),
        (
            "glpi",
            "ID,Title,Status,Last update,Opening date,Requester - Requester,Category,Resolution date,Closing date\n\
             8,No-show list,Closed,2026-02-21 10:00,2026-02-13 09:00,Front desk,Reports,2026-02-14 10:00,2026-02-21 10:00\n",
        ),
        (
            "github_issues",
            "number,title,labels,state,created_at,closed_at,updated_at,user\n\
             12,No-show list,report,closed,2026-02-13T16:00:00Z,2026-02-14T17:00:00Z,2026-02-21T17:00:00Z,nurse\n",
        ),
    ];
    for (preset, text) in closed {
        let memory = import(preset, text);
        let states: Vec<_> = memory
            .of(Kind::RequestState)
            .into_iter()
            .map(|state| (state["state"].as_text().unwrap().to_owned(), state["at"].clone()))
            .collect();
        // 2026-02-13 09:00 and 2026-02-14 10:00 in Denver, seven hours behind UTC.
        let [asked, fixed] = [1_770_998_400_000, 1_771_088_400_000].map(Value::Instant);
        assert_eq!(states, [("new".to_owned(), asked), ("delivered".to_owned(), fixed)], "{preset}");
    }
    let declined = import(
        "jira",
        "Summary,Issue key,Issue Type,Status,Assignee,Reporter,Created,Updated,Resolved\n\
         No-show list,EHR-13,Improvement,Won't Do,Lead,Nurse,13/Feb/26 9:00 AM,21/Feb/26 10:00 AM,14/Feb/26 10:00 AM\n",
    );
    assert_eq!(states(&declined), ["declined_clinic"]);
}

/// A file without a state: its closing day says no more than the word would.
#[test]
fn a_closing_day_alone_is_no_verification_either() {
    let heading =
        "number,short_description,caller_id,opened_at,assigned_to,assignment_group,resolved_at,closed_at\n";
    let row = "INC1,Fax twice,Caller 1,13-02-2026 09:00,Resolver 1,EHR,,21-02-2026 10:00\n";
    let dir = folder(&[("export.csv", &[heading, row].concat())]);
    let map = Map::preset("servicenow", RowsAre::Requests).unwrap();
    let csv = MappedCsv::open(&dir.path().join("export.csv"), RowsAre::Requests, map).unwrap();
    let mut memory = Memory::default();
    csv.take(&mut memory, "America/Denver".parse().unwrap(), taking(&Watch::default())).unwrap();
    assert_eq!(states(&memory), ["delivered"]);
}

#[test]
fn a_spreadsheet_is_read_in_the_words_people_write_above_it() {
    let memory = import(
        "plain",
        "Area,What is wrong,Date opened,Status,Assigned to,Fixed on,Date closed\n\
         Results,Lab results late,2026-03-02,Waiting on vendor,Nurse,,\n\
         Results,Faxes unnamed,2026-03-02,Waiting for vendor,,,\n\
         Refills,Refills split,2026-03-03,On hold,,,\n\
         Refills,No-show list,2026-03-04,Fixed,,2026-03-09,\n\
         Refills,Labels too small,2026-03-05,Closed,,2026-03-09,2026-03-12\n",
    );
    let as_told = ["waiting_vendor", "waiting_vendor", "waiting_others", "delivered", "verified"];
    assert_eq!(states(&memory), as_told);
    assert_eq!(memory.of(Kind::Request)[0]["title"], "Lab results late".into());
}

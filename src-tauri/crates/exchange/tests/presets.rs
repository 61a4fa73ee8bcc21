//! Every preset on a heading as its program writes it, with rows made up by us.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(dead_code, reason = "the record in memory serves several test files")]

mod support;

use keepalive_domain::schema::Kind;
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
    assert_eq!(states(&memory), ["in_progress", "verified"]);
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
    assert_eq!(states(&memory), ["in_progress", "verified"]);
    assert_eq!(memory.of(Kind::Request)[0]["title"], "Télécopie en double".into());
}

//! A small made-up clinic that uses every file of the table set.

/// Every file with a few rows, in the form an export gives them.
pub(crate) const EVERY_FILE: &[(&str, &str)] = &[
    ("clinic.csv", "name,time_zone\nLarkmoor Family Health,America/Denver\n"),
    (
        "systems.csv",
        "system,name,vendor,go_live,retired\n\
         hobbin,Hobbin Chart,Hobbin,2022-01-31,2025-09-15\n\
         marlet,Marlet EHR,Marlet,2025-09-15,\n",
    ),
    (
        "people.csv",
        "person,name,role,site,active_from,active_to\n\
         fdl,Front desk lead,front desk,Main,2024-01-01,\n\
         dra,Dr. A.,provider,,,2026-06-01\n\
         ven,Marlet support,vendor,,,\n",
    ),
    ("fte.csv", "person,from,fte\nfdl,2024-01-01,1\ndra,2024-01-01,0.8\ndra,2026-01-01,0.5\n"),
    (
        "areas.csv",
        "area,owner,backup,route,review_every_days,last_reviewed\n\
         Refills,,,nobody,,\n\
         Scheduling,fdl,somebody else,in_house,90,2026-09-01\n",
    ),
    (
        "workarounds.csv",
        "workaround,title,break,form,area,system,owner,started,ended,expected_end,acceptable,acceptable_why,safety,accepted_by,accepted_on,review_on,detail,rationale,avoidable,planned,safety_patient,safety_staff,safety_organisation,effectiveness_patient,effectiveness_staff,effectiveness_organisation,efficiency_patient,efficiency_staff,efficiency_organisation\n\
         W-1,Sticky notes for refills,drift,outside,Refills,marlet,fdl,2026-02-10,2026-03-03,2026-04-01,no,they fall off,yes,,,,\"two\nlines\",memory_aid,yes,no,worse,none,unknown,,,,,better,\n\
         W-2,'=copy the vitals by hand,burnout,data_entry,,,,2025-10-01,,,,,,dra,2026-01-01,2026-07-01,,,,,,,,,,,,,\n",
    ),
    (
        "estimates.csv",
        "workaround,from,people,uses_per_person_per_week,minutes_per_use,basis\n\
         W-1,2026-02-10,4,5,6,guessed\n\
         W-1,2026-02-10,4,5,5.5,timed\n",
    ),
    (
        "occurrences.csv",
        "workaround,at,person,minutes,count\n\
         W-1,2026-02-11T08:30:00-07:00,fdl,6.5,\n\
         W-1,2026-02-11T08:30:00-07:00,fdl,6.5,\n\
         W-2,2026-03-29T02:30:00.250-06:00,a temp,,3\n",
    ),
    (
        "requests.csv",
        "request,title,kind,route,area,system,owner,requester,vendor_contact,vendor_ref,safety,regulatory,value,effort,detail\n\
         R-1,Refill requests land in the wrong inbox,workflow,vendor,Refills,marlet,fdl,dra,ven,T-99,yes,no,5,2,\n\
         R-2,No-show list before 7:30,visibility,,,,,,,,,,,,\n",
    ),
    (
        "request_states.csv",
        "request,at,state,by,reason,into\n\
         R-1,2026-02-01T09:00:00-07:00,new,fdl,,\n\
         R-1,2026-02-02T09:00:00-07:00,waiting_vendor,,,\n\
         R-2,2026-02-03T09:00:00-07:00,new,,,\n\
         R-2,2026-02-04T09:00:00-07:00,merged,fdl,the same thing,R-1\n",
    ),
    ("request_facts.csv", "request,at,fact,by\nR-1,2026-02-03T10:00:00-07:00,first_response,ven\n"),
    ("links.csv", "request,workaround\nR-1,W-1\n"),
    (
        "promises.csv",
        "request,clock,made_on,due_on,promised_by,source\n\
         R-1,fix,2026-02-03,2026-03-01,ven,call\n\
         R-1,fix,2026-03-01,2026-04-01,ven,\n",
    ),
    ("chases.csv", "request,at,minutes,person,channel\nR-1,2026-03-02T10:00:00-07:00,35,fdl,phone\n"),
    (
        "voices.csv",
        "item,person,at\n\
         R-1,dra,2026-02-05T10:00:00-07:00\n\
         W-1,the new nurse,2026-02-06T10:00:00-07:00\n",
    ),
    ("questions.csv", "question,text,area\nQ-1,How many no-shows by hour?,Scheduling\n"),
    ("answers.csv", "question,from,answered_in\nQ-1,2025-10-01,shadow\nQ-1,2026-05-01,ehr\n"),
    (
        "shadow_records.csv",
        "shadow,title,keeper,question,kept_in,started,ended,workaround\n\
         S-1,No-show count,fdl,Q-1,a spreadsheet,2025-10-01,2026-05-01,\n",
    ),
    (
        "pulse.csv",
        "person,week_of,answered,ehr_hours_outside,scheduled_hours\n\
         dra,2026-02-02,yes,4.5,32\n\
         fdl,2026-02-02,no,,\n",
    ),
    ("events.csv", "event,on,kind,title,rebase\nE-1,2026-06-14,upgrade,Marlet 9.2,yes\n"),
    (
        "config_changes.csv",
        "change,on,area,item,before,after,by,request,verified_by,review_on\n\
         C-1,2026-05-01,Scheduling,No-show report,none,daily at 7:15,ven,R-2,fdl,2026-11-01\n",
    ),
];

"""What the panels of the page say, in Swedish and English."""

from collections.abc import Mapping
from typing import Final

PANEL_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "cases": ("Ärenden", "Cases"),
    "cases-before": ("Året innan", "The year before"),
    "share": ("Andel", "Share"),
    "day": ("Dag", "Day"),
    "days": ("Dagar", "Days"),
    "days-since-start": ("dagar sedan start", "days since the start"),
    "days-since-job": ("dagar sedan arbetet började", "days since the job began"),
    "weeks-since-introduction": ("veckor sedan introduktionen började", "weeks since introduction began"),
    "week": ("Vecka", "Week"),
    "interval": ("95 % intervall", "95% interval"),
    "low": ("Lägst", "Low"),
    "high": ("Högst", "High"),
    "at-risk": ("Följs ännu", "Still followed"),
    "interval-note": ("Lägst och högst: 95 % intervall för varje dag.", "Low and high: a 95% interval for each day."),
    "total": ("Alla", "All"),
    "table-withheld": (
        "{table}: visas inte, för tabellen har tal på 1–4.",
        "{table}: not shown, for the table has numbers of 1–4.",
    ),
    # outflow
    "outflow": ("Vägen till arbete", "The way into work"),
    "outflow-lead": (
        (
            "Av {cohort} som började under perioden har {mature} nått dag 180. Av dem kom {share} i arbete inom 180 dagar; "
            "målet är {goal}."
        ),
        (
            "Of {cohort} who started in the period {mature} have come to day 180. Of them {share} got work within 180 days; "
            "the target is {goal}."
        ),
    ),
    "outflow-curve": ("Andel som har fått arbete, dag för dag", "Share who have got work, day by day"),
    "outflow-told": (
        "Kumulativ incidens: {points}. Alla tal står i tabellen efter diagrammet.",
        "Cumulative incidence: {points}. Every number is in the table after the chart.",
    ),
    "at-day": ("dag {day}: {share}", "day {day}: {share}"),
    "got-work": ("Fått arbete", "Got work"),
    "gone": ("Avlidit eller flyttat", "Died or moved"),
    "goal-line": ("Mål {goal} dag 180", "Target {goal} on day 180"),
    "outflow-counts": ("Utflöde i antal", "Outflow in numbers"),
    "cohort": ("Började under perioden", "Started in the period"),
    "mature": ("Har nått dag 180", "Have come to day 180"),
    "in-work-within-180": ("I arbete inom 180 dagar", "In work within 180 days"),
    "unknown-within-180": ("Okänt inom 180 dagar", "Unknown within 180 days"),
    "not-within-180": ("Inte i arbete inom 180 dagar", "Not in work within 180 days"),
    "in-work-on-day-180": ("I arbete på dag 180", "In work on day 180"),
    "unknown-on-day-180": ("Okänt på dag 180", "Unknown on day 180"),
    "not-on-day-180": ("Inte i arbete på dag 180", "Not in work on day 180"),
    "pending": ("Har inte nått dag 180", "Have not come to day 180"),
    "pending-in-work": ("varav i arbete nu", "of these in work now"),
    "pending-been-in-work": ("varav någon dag i arbete", "of these in work on some day"),
    "curve-counts": ("Så gick ärendena in i kurvan", "How the cases went into the curve"),
    "curve-in-work": ("Fick arbete", "Got work"),
    "curve-competing": ("Avled eller flyttade innan dess", "Died or moved before that"),
    "curve-censored": ("Följs än, utan arbete", "Followed so far, without work"),
    "curve-left-out": ("Okänt från första dagen, inte med", "Unknown from the first day, left out"),
    # retention
    "retention": ("Kvar i arbete", "Still in work"),
    "retention-lead": (
        (
            "{cohort} fick arbete under perioden; för {mature} har dag 180 kommit. {retained} var då i arbete, "
            "{share} av dem vars dag är känd."
        ),
        (
            "{cohort} got work in the period; for {mature} day 180 has come. {retained} were in work then, "
            "{share} of those whose day is known."
        ),
    ),
    "retention-curve": ("Andel som är kvar i arbetet, dag för dag", "Share still in the job, day by day"),
    "retention-told": (
        "Kaplan-Meier med 95 % intervall: {points}. Alla tal står i tabellen efter diagrammet.",
        "Kaplan-Meier with 95% intervals: {points}. Every number is in the table after the chart.",
    ),
    "still-in-work": ("Kvar i arbete", "Still in work"),
    "retention-counts": ("Kvar i arbete, i antal", "Still in work, in numbers"),
    "the-period": ("Perioden", "The period"),
    "same-employer": ("Samma arbetsgivare", "Same employer"),
    "entered": ("Fick arbete", "Got work"),
    "entered-mature": ("Dag 180 har kommit", "Day 180 has come"),
    "entered-pending": ("Dag 180 har inte kommit", "Day 180 has not come"),
    "retained": ("I arbete på dag 180", "In work on day 180"),
    "returned": ("varav åter efter ett längre uppehåll", "of these back after a longer gap"),
    "lost": ("Inte i arbete på dag 180", "Not in work on day 180"),
    "unknown": ("Okänt på dag 180", "Unknown on day 180"),
    "share-known": ("Andel av de kända", "Share of the known"),
    "share-low": ("Andel om de okända är förlorade", "Share if the unknown are lost"),
    "ended": ("Kurvan: arbetet tog slut", "The curve: the job ended"),
    "censored": ("Kurvan: följda till sista kända dagen", "The curve: followed to the last known day"),
    # load
    "load": ("Belastning per enhet", "Load per unit"),
    "load-lead": (
        (
            "{ongoing} pågående ärenden och {waiting} som väntar, {day}. "
            "Strecket är full kapacitet: riktmärket gånger heltid på anslag 1:4."
        ),
        (
            "{ongoing} ongoing cases and {waiting} waiting, {day}. "
            "The line is full capacity: the benchmark times full-time on appropriation 1:4."
        ),
    ),
    "load-share": ("Belastning", "Load"),
    "ongoing": ("Pågående", "Ongoing"),
    "paused": ("varav pausade", "paused"),
    "capacity": ("Platser", "Places"),
    "full-time": ("Heltid", "Full-time"),
    "waiting": ("Väntar", "Waiting"),
    "waiting-median": ("Väntan, median dagar", "Wait, median days"),
    "waiting-p90": ("90:e percentilen", "90th percentile"),
    "flow": ("Under perioden, per enhet", "In the period, per unit"),
    "referrals-received": ("Anvisningar", "Referrals"),
    "referrals-returned": ("Återlämnade", "Returned"),
    "referrals-accepted": ("Godtagna", "Accepted"),
    "started": ("Började", "Started"),
    # funnel
    "funnel": ("Från anvisning till ett arbete som varar", "From referral to a job that lasts"),
    "funnel-lead": (
        "Anvisningar som kom under perioden, och hur långt de har lett. Andelen är av steget före.",
        "Referrals that came in the period, and how far they have led. The share is of the step before.",
    ),
    "funnel-total": ("Alla anvisningar", "Every referral"),
    "stage": ("Steg", "Stage"),
    "referrals": ("Antal", "Number"),
    "of-before": ("Av steget före", "Of the step before"),
    "funnel-groups": ("Antal efter {by}", "Number by {by}"),
    "funnel-shares": ("Andel av steget före, efter {by}", "Share of the step before, by {by}"),
    "funnel-note": (
        "Antal på 1–4 visas inte för någon. Andelar över färre än 20 visas utan plats bland grupperna.",
        "Counts of 1–4 are shown to nobody. Shares over fewer than 20 have no place among the groups.",
    ),
    "place": ("Plats", "Place"),
    # interruptions
    "interruptions": ("Avbrott", "Interruptions"),
    "interruptions-lead": (
        "{interrupted} ärenden avbröts under perioden.",
        "{interrupted} cases were interrupted in the period.",
    ),
    "by-reason": ("Efter skäl", "By reason"),
    "by-phase": ("Efter fas vid avslutet", "By phase at the end"),
    "by-days": ("Efter tid sedan starten", "By time since the start"),
    "cells": ("Skäl, fas och tid", "Reason, phase and time"),
    "reason": ("Skäl", "Reason"),
    "phase": ("Fas", "Phase"),
    "sources": ("Vad det blev av anvisningarna", "What came of the referrals"),
    "source": ("Anvisande aktör", "Referred by"),
    "returned-knowable": ("varav kunde vara känt", "knowable then"),
    "interrupted": ("Avbrutna", "Interrupted"),
    "interrupted-knowable": ("varav kunde vara känt", "knowable then"),
    "untold": ("Kan inte avgöras", "Cannot be told"),
    "knowable-note": (
        "Kunde vara känt: ett villkor var inte uppfyllt eller okänt när anvisningen först bedömdes.",
        "Knowable then: a criterion was not met or unknown when the referral was first judged.",
    ),
    # taper
    "taper": ("Stödet trappas ned", "The support tapers"),
    "taper-lead": (
        (
            "Kontakter per ärende och vecka sedan introduktionen började, bland {introduced} ärenden: "
            "planerade, och genomförda i de ärenden som har en plan."
        ),
        (
            "Contacts for each case and week since introduction began, among {introduced} cases: "
            "planned, and kept in the cases that have a plan."
        ),
    ),
    "taper-person": ("Kontakter med personen", "Contacts with the person"),
    "taper-employer": ("Kontakter med arbetsgivaren", "Contacts with the employer"),
    "taper-told": (
        "Planerat och genomfört per ärende: {points}. Alla tal står i tabellen efter diagrammet.",
        "Planned and kept for each case: {points}. Every number is in the table after the chart.",
    ),
    "at-week": ("vecka {week}: {planned} och {kept}", "week {week}: {planned} and {kept}"),
    "planned": ("Planerat", "Planned"),
    "kept": ("Genomfört", "Kept"),
    "with-plan": ("Med plan", "With a plan"),
    "followed": ("Följs", "Followed"),
    "planned-each": ("Planerat per ärende", "Planned, each"),
    "kept-each": ("Genomfört per ärende", "Kept, each"),
    "support-counts": ("Stödet i antal", "The support in numbers"),
    "introduced": ("Introduktionen började under perioden", "Introduction began in the period"),
    "gap-0-14": ("Längsta uppehåll 0–14 dagar", "Longest gap 0–14 days"),
    "gap-15-30": ("Längsta uppehåll 15–30 dagar", "Longest gap 15–30 days"),
    "gap-31-60": ("Längsta uppehåll 31–60 dagar", "Longest gap 31–60 days"),
    "gap-over-60": ("Längsta uppehåll över 60 dagar", "Longest gap over 60 days"),
    "over-six-months": ("Introduktion över sex månader (ska vara 0)", "Introduction over six months (must be 0)"),
    "handed-over": ("Överlämnade ärenden", "Cases handed over"),
    "follow-ups-ended": ("Uppföljningar som tog slut", "Follow-ups that ended"),
    "follow-ups-short": ("varav kortare än 12 månader", "of these shorter than 12 months"),
    "handovers-0": ("Utan överlämning", "Without a handover"),
    "handovers-1": ("En överlämning", "One handover"),
    "handovers-2-or-more": ("Två eller fler överlämningar", "Two or more handovers"),
    "without-contact-yet": ("Utan kontakt efter en överlämning", "Without contact after a handover"),
    "no-shows": ("Andel uteblivna kontakter", "Share of no-shows"),
    "on-site": ("Andel på arbetsplatsen", "Share at the workplace"),
    "no-taper": ("Ingen har följts en hel vecka än.", "Nobody has been followed for a whole week yet."),
    # coverage
    "coverage": ("Täckning i SUS", "Coverage in SUS"),
    "coverage-lead": (
        "{consented} av {worked_with} ärenden som pågick under perioden har samtycke till registrering, {share}.",
        "{consented} of {worked_with} cases open in the period have consented to registration, {share}.",
    ),
    "coverage-counts": ("Arbetat med, samtyckt och registrerade", "Worked with, consented and registered"),
    "worked-with": ("Arbetat med", "Worked with"),
    "consented": ("Samtycke finns", "Consented"),
    "registered": ("Registrerade", "Registered"),
    "not-yet-registered": ("Inte registrerade än", "Not registered yet"),
    "protected": ("Skyddade personuppgifter", "Protected identity"),
    "withdrawn": ("Samtycket återkallat", "Consent withdrawn"),
    "refused": ("Avböjt", "Refused"),
    "not-asked": ("Inte tillfrågade", "Not asked"),
    "of-worked-with": ("Av arbetat med", "Of worked with"),
}

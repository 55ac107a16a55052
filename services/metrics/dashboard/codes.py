"""What codes are called on the page, in Swedish and English."""

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, tuple[str, str]]] = {
    "unknown": ("Okänt", "Unknown"),
    # sex
    "woman": ("Kvinnor", "Women"),
    "man": ("Män", "Men"),
    # age
    "under-25": ("Under 25 år", "Under 25"),
    "25-29": ("25–29 år", "25–29"),
    "30-39": ("30–39 år", "30–39"),
    "40-49": ("40–49 år", "40–49"),
    "50-59": ("50–59 år", "50–59"),
    "60-plus": ("60 år och äldre", "60 and older"),
    # disability group, by AFFS 2015:1
    "11": ("Hjärta, kärl eller lungor", "Heart, vessels or lungs"),
    "21": ("Barndomsdövhet", "Deaf from childhood"),
    "22": ("Hörsel", "Hearing"),
    "33": ("Syn", "Sight"),
    "43": ("Rörelsehinder", "Mobility"),
    "51": ("Övrig somatisk", "Other somatic"),
    "61": ("Psykisk", "Psychiatric"),
    "71": ("Generell inlärning", "General learning"),
    "82": ("Socialmedicinsk", "Substance"),
    "91": ("Allergi", "Allergy"),
    "92": ("Specifik kognitiv", "Specific cognitive"),
    # need of support, as intake judged it
    "needed": ("Behöver stöd", "Needs support"),
    "not-needed": ("Behöver inte stöd", "Does not need support"),
    # who refers
    "af": ("Arbetsförmedlingen", "Arbetsförmedlingen"),
    "municipality": ("Kommun", "Municipality"),
    "forsakringskassan": ("Försäkringskassan", "Försäkringskassan"),
    "region": ("Region", "Region"),
    "kriminalvarden": ("Kriminalvården", "Kriminalvården"),
    "self": ("Personen själv", "The person"),
    # form of work
    "NONE": ("Utan stöd", "Without support"),
    "LFU": ("Lönebidrag för utveckling", "Wage subsidy, development"),
    "LFA": ("Lönebidrag för anställning", "Wage subsidy, employment"),
    "LFT": ("Lönebidrag för trygghet", "Wage subsidy, security"),
    "OSA": ("Skyddat arbete, OSA", "Sheltered public work"),
    "NYSTART": ("Nystartsjobb", "New start job"),
    "INTRO": ("Introduktionsjobb", "Introduction job"),
    "SAMHALL": ("Samhall", "Samhall"),
    "no-work": ("Inget arbete", "No work"),
    # work classes
    "regular": ("Arbete utan stöd", "Regular work"),
    "subsidised": ("Arbete med lönestöd", "Subsidised work"),
    "protected": ("Skyddat arbete", "Protected work"),
    # why a case ended
    "employment": ("Arbete", "Employment"),
    "studies": ("Studier", "Studies"),
    "sickness-compensation": ("Sjukersättning", "Sickness compensation"),
    "activity-compensation": ("Aktivitetsersättning", "Activity compensation"),
    "samhall": ("Samhall", "Samhall"),
    "other-authority": ("Annan myndighet", "Another authority"),
    "moved": ("Flytt", "Moved"),
    "health": ("Hälsa", "Health"),
    "own-wish": ("Egen önskan", "Own wish"),
    "no-show": ("Uteblev", "Did not show up"),
    "deceased": ("Avliden", "Deceased"),
    "completed": ("Avslutad som planerat", "Completed"),
    "not-told": ("Skäl saknas", "No reason told"),
    "other": ("Annat", "Other"),
    # phase
    "waiting": ("Väntade", "Waiting"),
    "search": ("Söker arbete", "Search"),
    "introduction": ("Introduktion", "Introduction"),
    "follow-up": ("Uppföljning", "Follow-up"),
    "after-support": ("Efter stödet", "After the support"),
    # days since the start
    "0-30": ("0–30 dagar", "0–30 days"),
    "31-90": ("31–90 dagar", "31–90 days"),
    "91-180": ("91–180 dagar", "91–180 days"),
    "181-365": ("181–365 dagar", "181–365 days"),
    "over-365": ("Över 365 dagar", "Over 365 days"),
    "not-started": ("Aldrig påbörjat", "Never started"),
    # stages
    "referrals-received": ("Anvisade", "Referred"),
    "accepted": ("Godtagna", "Accepted"),
    "started": ("Började", "Started"),
    "mature": ("Började för minst 180 dagar sedan", "Started at least 180 days ago"),
    "in-work-within-180": ("I arbete inom 180 dagar", "In work within 180 days"),
    "got-work-180-days-ago": ("Fick arbetet för minst 180 dagar sedan", "Got the job at least 180 days ago"),
    "retained": ("Kvar i arbete dag 180", "In work on day 180 after"),
    # what a figure is broken down by
    "sex": ("Kön", "Sex"),
    "age-group": ("Ålder", "Age"),
    "disability-group": ("Funktionsnedsättning", "Disability"),
    "support-need": ("Stödbehov", "Support need"),
    "unit": ("Enhet", "Unit"),
    "referral-source": ("Anvisande aktör", "Referred by"),
    "form-of-work": ("Form av arbete", "Form of work"),
}
"""Code → (Swedish, English). Codes from elsewhere, such as units and municipalities, are shown as they are."""

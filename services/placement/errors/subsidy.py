"""Refusals about a subsidy: its decisions, its time, its claims."""

from shared.errors import Refused


class NoSuchProposal(Refused):
    code = "no-such-proposal"
    sv = "Det finns inget sådant förslag att besluta om. Det kan redan vara besvarat."
    en = "There is no such proposal to decide on. It may have been answered already."


class ProposalAwaitsDecision(Refused):
    code = "proposal-awaits-decision"
    sv = "Anställningen har redan ett förslag som väntar på beslut."
    en = "The employment already has a proposal that awaits a decision."


class ProposerMayNotDecide(Refused):
    code = "proposer-may-not-decide"
    sv = "Den som har föreslagit får inte besluta. En annan handläggare beslutar."
    en = "Who proposed may not decide. Another officer decides."


class OnlyProposerWithdraws(Refused):
    code = "only-proposer-withdraws"
    sv = "Bara den som har föreslagit kan ta tillbaka förslaget. Andra kan avslå det."
    en = "Only who proposed can withdraw the proposal. Others can refuse it."


class BeforeSubsidyProposal(Refused):
    code = "before-subsidy-proposal"
    sv = "Datumet ligger före förslaget."
    en = "The date lies before the proposal."


class FormNeedsNoDecision(Refused):
    code = "form-needs-no-decision"
    sv = "För den formen fattas inget beslut om stöd här."
    en = "No decision on support is taken here for that form."


class SubsidyUnknown(Refused):
    code = "subsidy-unknown"
    sv = "Anställningen har inget sådant beslut."
    en = "The employment has no such decision."


class SubsidyEndBeforeStart(Refused):
    code = "subsidy-end-before-start"
    sv = "Stödets sista dag ligger före dess första."
    en = "The support's last day lies before its first."


class DecisionTooLong(Refused):
    code = "decision-too-long"
    basis = "förordning (2017:462) 27, 31, 35 och 41 §§, (2018:42) 10 §, (2018:43) 11 §"
    sv = "Ett beslut får inte gälla så länge. Längsta tiden anges."
    en = "One decision may not last so long. The longest time is named."


class SupportTimeUsedUp(Refused):
    code = "support-time-used-up"
    basis = "förordning (2017:462) 27 och 31 §§, (2018:42) 10 §, (2018:43) 12 §"
    sv = "Den sammanlagda tiden för stödformen skulle överskridas, hos alla arbetsgivare tillsammans."
    en = "The total time of this form of support would be exceeded, with all employers together."


class LongerThanTimeAway(Refused):
    code = "longer-than-time-away"
    basis = "förordning (2018:43) 11-12 §§"
    sv = "Nystartsjobb lämnas inte längre än tiden utan arbete."
    en = "A new start job is not given for longer than the time away from work."


class NystartFactsNeeded(Refused):
    code = "nystart-facts-needed"
    basis = "förordning (2018:43) 11-12 §§"
    sv = "Nystartsjobb behöver ålder och tid utan arbete, med källa."
    en = "A new start job needs the age and the time away from work, with their source."


class NystartFactsMisplaced(Refused):
    code = "nystart-facts-misplaced"
    sv = "Ålder och tid utan arbete registreras bara för nystartsjobb."
    en = "Age and time away from work are recorded for new start jobs only."


class AwayAfterStart(Refused):
    code = "away-after-start"
    sv = "Tiden utan arbete börjar inte före stödet."
    en = "The time away from work does not begin before the support."


class FormDiffersFromEmployment(Refused):
    code = "form-differs-from-employment"
    sv = "Anställningen har en annan stödform den dagen. Registrera först ändrade villkor, om formen är en annan från den dagen."
    en = "The employment has another form on that day. Register changed terms first, if the form is another from that day."


class PriorSupportRecordedAlready(Refused):
    code = "prior-support-recorded-already"
    sv = "Stöd av samma form hos samma arbetsgivare är redan registrerat för en del av tiden."
    en = "Support of the same form with the same employer is recorded already for a part of that time."


class SubsidiesOverlap(Refused):
    code = "subsidies-overlap"
    sv = "Anställningen har redan stöd under en del av tiden."
    en = "The employment already has support for a part of that time."


class EarlierFormsNotTested(Refused):
    code = "earlier-forms-not-tested"
    basis = "förordning (2017:462) 16 §"
    sv = "Formerna prövas i ordning. Ange för varje tidigare form varför den inte valdes."
    en = "The forms are tested in order. Say for each earlier form why it was not chosen."


class EarlierSupportNeeded(Refused):
    code = "earlier-support-needed"
    basis = "förordning (2017:462) 33 §"
    sv = "Före lönebidrag för trygghet behövs lönebidrag hos samma arbetsgivare, annars särskilda skäl, skriftligen."
    en = "Wage subsidy for security needs an earlier wage subsidy with the same employer, else particular reasons in writing."


class EmployerGateHit(Refused):
    code = "employer-gate-hit"
    basis = "förordning (2017:462) 43-44 a §§"
    sv = "Arbetsgivaren har näringsförbud, konkurs eller skatteskuld."
    en = "The employer has a trading prohibition, a bankruptcy or a tax debt."


class EmployerNotChecked(Refused):
    code = "employer-not-checked"
    basis = "förordning (2017:462) 43-44 a §§"
    sv = "Arbetsgivaren är inte kontrollerad. Registrera kontrollen av näringsförbud, konkurs och skatteskuld."
    en = "The employer has not been checked. Record the check of trading prohibition, bankruptcy and tax debt."


class SubsidyHasNoSuchDay(Refused):
    code = "subsidy-has-no-such-day"
    sv = "Sista dagen ska ligga inom beslutets tid, före dess sista dag. Utan dag upphör ett beslut som inte har börjat."
    en = "The last day must lie within the decision's time, before its last. Without a day a decision ends that has not begun."


class NotClaimable(Refused):
    code = "not-claimable"
    basis = "förordning (2017:462) 46 §"
    sv = "Anställningen hade inget stöd den månaden."
    en = "The employment had no support in that month."


class WorkMonthNotOver(Refused):
    code = "work-month-not-over"
    sv = "Månaden är inte slut än."
    en = "The month is not over yet."


class ClaimTooLate(Refused):
    code = "claim-too-late"
    basis = "förordning (2017:462) 46 §"
    sv = "Begäran kom in för sent: rätten till stöd för månaden är förlorad."
    en = "The claim came too late: the money for that month is lost."


class ClaimTimeNotOver(Refused):
    code = "claim-time-not-over"
    basis = "förordning (2017:462) 46 §"
    sv = "Arbetsgivaren kan fortfarande begära stöd för månaden."
    en = "The employer can still claim for that month."


class ClaimRegisteredAlready(Refused):
    code = "claim-registered-already"
    sv = "Månaden är redan registrerad. Ange varför det var fel för att rätta."
    en = "The month is registered already. Say why that was wrong in order to correct it."


class ClaimDayMissing(Refused):
    code = "claim-day-missing"
    sv = "Ange när begäran kom in; för en förlorad månad anges ingen dag."
    en = "Say when the claim came in; a lost month has no such day."

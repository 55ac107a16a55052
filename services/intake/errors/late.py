"""Why a late registration or its answer is refused."""

from shared.errors import Refused


class LateReasonNeeded(Refused):
    code = "late-reason-needed"
    sv = "Registreringen är sen. Ange skälet till det; en annan handläggare behöver godkänna."
    en = "The registration is late. Say why; a second officer has to approve."


class ProposalAwaitsAnswer(Refused):
    code = "proposal-awaits-answer"
    sv = "En sen registrering väntar redan på svar i ärendet."
    en = "A late registration in the case awaits its answer already."


class NoSuchProposal(Refused):
    code = "no-such-proposal"
    sv = "Ingen sådan sen registrering väntar på svar i ärendet."
    en = "No such late registration awaits an answer in the case."


class ProposerMayNotApprove(Refused):
    code = "proposer-may-not-approve"
    sv = "Den som föreslog får inte själv godkänna."
    en = "Whoever proposed may not approve."

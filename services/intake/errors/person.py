"""Why a command to a person's record is refused."""

from shared.errors import Refused


class PersonAlreadyRegistered(Refused):
    code = "person-already-registered"
    sv = "Personen är redan registrerad. Använd den befintliga personen."
    en = "The person is registered already. Use the person there is."


class PersonNotRegistered(Refused):
    code = "person-not-registered"
    sv = "Personen är inte registrerad."
    en = "The person is not registered."


class NotProtected(Refused):
    code = "not-protected"
    sv = "Personen har inga skyddade personuppgifter att häva."
    en = "The person has no protected identity to lift."


class NumberBelongsToAnother(Refused):
    code = "number-belongs-to-another"
    sv = "Numret tillhör en annan registrerad person. Är det samma person: föreslå att de två slås samman."
    en = "The number belongs to another registered person. If it is the same person: propose to merge the two."


class NumberAlreadyTheirs(Refused):
    code = "number-already-theirs"
    sv = "Personen har redan det numret."
    en = "The person has that number already."


class MergeWithSelf(Refused):
    code = "merge-with-self"
    sv = "En person kan inte slås samman med sig själv."
    en = "A person cannot be merged with itself."


class MergeNotProposed(Refused):
    code = "merge-not-proposed"
    sv = "Sammanslagningen är inte föreslagen. En handläggare föreslår, en annan beslutar."
    en = "The merge is not proposed. One officer proposes, another decides."


class MergeAlreadyProposed(Refused):
    code = "merge-already-proposed"
    sv = "Sammanslagningen är redan föreslagen."
    en = "The merge is proposed already."


class ProposerMayNotMerge(Refused):
    code = "proposer-may-not-merge"
    sv = "Den som föreslog sammanslagningen får inte själv besluta den."
    en = "Whoever proposed the merge may not decide it."


class AlreadyMerged(Refused):
    code = "already-merged"
    sv = "Personen är redan sammanslagen med en annan."
    en = "The person is merged with another already."


class OtherHasMerged(Refused):
    code = "other-has-merged"
    sv = "Andra personer är redan sammanslagna med den personen. Slå samman åt andra hållet, eller återta den sammanslagningen."
    en = "Other persons are merged into that person already. Merge the other way round, or undo that merge."


class NotMerged(Refused):
    code = "not-merged"
    sv = "De två är inte sammanslagna."
    en = "The two are not merged."


class ConflictAlreadySettled(Refused):
    code = "conflict-already-settled"
    sv = "Konflikten är redan löst."
    en = "The conflict is settled already."


class SayWhichHolds(Refused):
    code = "say-which-holds"
    sv = "Ange vilken av de två uppgifterna som gäller."
    en = "Say which of the two records holds."


class StillTwoOpen(Refused):
    code = "still-two-open"
    sv = "Personen har fortfarande två öppna anvisningar eller ärenden. Avsluta den ena först."
    en = "The person still has two open referrals or cases. End one of them first."


class StillTwoConsents(Refused):
    code = "still-two-consents"
    sv = "Samma samtycke gäller fortfarande två gånger. Återkalla det ena först, annars gäller det efter en återkallelse."
    en = "The same consent is still in force twice. Withdraw one first, or it would outlive a withdrawal."

"""Why a command to a person's record is refused."""

from shared.errors import Refused


class PersonAlreadyRegistered(Refused):
    code = "person-already-registered"
    sv = "Personen är redan registrerad. Använd den befintliga personen."
    en = "The person is registered already. Use the person there is."

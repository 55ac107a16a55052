"""Who may see a person with a protected identity: `shown_to` for lists, `require` for single resources.

In intake the table behind it is a read model (`projections.protection`): a merge conceals both persons if one is protected.
"""

from shared.protection import SCOPE, is_concealed, require, shown_to

__all__ = ["SCOPE", "is_concealed", "require", "shown_to"]

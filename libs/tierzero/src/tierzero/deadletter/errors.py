"""The error by which a handler says that trying again is of no use."""


class Unusable(Exception):
    """A fact or message that cannot be used as it is.

    ``code`` is stable (``undecodable``, ``unknown-unit`` …), ``reason`` is a sentence for an
    operator, ``tries`` how often it was attempted.
    """

    def __init__(self, code: str, reason: str, tries: int = 1) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.tries = tries

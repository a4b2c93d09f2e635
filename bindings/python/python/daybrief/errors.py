"""What can go wrong with articles and options. Every exception of this package is a DaybriefError."""

__all__ = ["BugError", "DaybriefError", "InputError", "OptionError", "ReadError", "RenderError"]


class DaybriefError(Exception):
    """Something that daybrief cannot do."""


class ReadError(DaybriefError, ValueError):
    """No article can be read in what was handed over."""


class InputError(DaybriefError, TypeError):
    """What was handed over is of a type that is no article."""


class OptionError(DaybriefError, ValueError):
    """An option has a value that it cannot have."""


class RenderError(DaybriefError):
    """A briefing cannot be written."""


class BugError(DaybriefError):
    """A bug of daybrief; please report it with the input."""

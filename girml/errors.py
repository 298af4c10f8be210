"""The errors of girml: each message says what happened, where, and what to do."""


class GirmlError(Exception):
    """Any failure that girml names; its text is a whole sentence for the user."""


class FormError(GirmlError):
    """A form file is faulty: names the file, the entry and the cure."""


class InputError(GirmlError):
    """An input cannot be read as text: names the file and what to do with it."""


class UsageError(GirmlError):
    """A command was called wrongly: names the option and its right use."""


class PackError(GirmlError):
    """A trained model's pack is damaged or of another make: names the file, what is wrong, and the cure."""


class RunError(GirmlError):
    """A run over many inputs cannot go on: names what stopped it, and how to go on."""

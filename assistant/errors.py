"""What can go wrong while answering, one tree.

DatelineError                 (index.errors: everything a user can mend)
├── SourceError, IndexFault   (index.errors)
└── AssistantError
    ├── AssistantClosed       an assistant is asked that was closed
    ├── QuestionError         the question is empty or too long
    ├── SettingsError         a setting has a value that cannot be used
    ├── ModelError            the chat model cannot be reached, or answers with an error
    ├── CasesError            a test set cannot be read, or not be asked
    └── EvaluationError       the figures of an evaluation cannot be read or compared
"""

from __future__ import annotations

from index.errors import DatelineError


class AssistantError(DatelineError):
    """An answer could not be given."""


class AssistantClosed(AssistantError):
    """The assistant that is asked was closed."""


class QuestionError(AssistantError):
    """The question is empty or too long."""


class SettingsError(AssistantError):
    """A setting has a value that cannot be used."""


class ModelError(AssistantError):
    """The chat model cannot be reached, or answers with an error."""


class CasesError(AssistantError):
    """A test set cannot be read, or not be asked of this index."""


class EvaluationError(AssistantError):
    """The figures of an evaluation cannot be read, compared or held to a bound."""

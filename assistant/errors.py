"""What can go wrong while answering, one tree.

DatelineError                 (index.errors: everything a user can mend)
├── SourceError, IndexFault   (index.errors)
└── AssistantError
    ├── QuestionError         the question is empty or too long
    ├── SettingsError         a setting has a value that cannot be used
    └── ModelError            the chat model cannot be reached, or answers with an error
"""

from __future__ import annotations

from index.errors import DatelineError


class AssistantError(DatelineError):
    """An answer could not be given."""


class QuestionError(AssistantError):
    """The question is empty or too long."""


class SettingsError(AssistantError):
    """A setting has a value that cannot be used."""


class ModelError(AssistantError):
    """The chat model cannot be reached, or answers with an error."""

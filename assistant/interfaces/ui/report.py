"""The button below a reply by which a user says that it is wrong, and the form that it opens."""

from __future__ import annotations

from html import escape

from assistant.types import Answer

_ANSWER_FAULTS = {
    "wrong-answer": "The answer is wrong",
    "wrong-source": "The source is wrong",
    "wrongly-answered": "The articles do not answer this",
}


def report_button(answer: Answer) -> str:
    """Return the button, which also tells the page's script what was asked and replied."""
    form = "dl-report-refusal" if answer.status == "refused" else "dl-report-answer"
    return (
        f'<button type="button" class="dl-wrong" aria-expanded="false" data-form="{form}"'
        f' data-question="{escape(answer.question)}" data-reply="{escape(answer.text)}">'
        "Wrong?</button>"
    )


def report_forms() -> str:
    """Return the forms, of which the page's script puts copies below replies."""
    choices = "".join(
        f'<label class="dl-choice"><input type="radio" name="fault" value="{fault}">'
        f" {words}</label>"
        for fault, words in _ANSWER_FAULTS.items()
    )
    return _form(
        "dl-report-answer",
        f'<fieldset><legend class="dl-label">What is wrong?</legend>{choices}</fieldset>',
    ) + _form(
        "dl-report-refusal",
        '<p class="dl-choice">The articles do answer this.</p>'
        '<input type="hidden" name="fault" value="wrongly-refused">',
    )


def _form(name: str, fault: str) -> str:
    return (
        f'<template id="{name}"><form class="dl-report" aria-label="Report what is wrong">{fault}'
        '<label class="dl-right"><span class="dl-label">What would be right? (optional)'
        "</span>"
        '<input type="text" name="right" maxlength="2000" autocomplete="off" dir="auto"'
        ' placeholder="The answer, in a few words"></label>'
        '<p class="dl-report-error" role="alert"></p>'
        '<p class="dl-report-buttons"><button type="submit" class="dl-save">Save as test case'
        '</button><button type="button" class="dl-cancel">Cancel</button></p>'
        "</form></template>"
    )

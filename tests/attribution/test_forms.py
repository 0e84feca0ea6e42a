"""The table of forms: short articles, one form each, read by the checkpoint that ships with the package."""

import pytest

from quoteattr.attribution.link import attribute
from quoteattr.text.marks import pair_marks
from tests.attribution import forms_direct, forms_layout, forms_reported
from tests.attribution.forms import misread

FORMS = (*forms_direct.FORMS, *forms_layout.FORMS, *forms_reported.FORMS)

# What the checkpoint does not read as an editor would; strict, so that a form that is mended leaves this list.
NOT_YET = {
    "agentless passive": "the pronoun that stands for the content joins it",
    "say as an example": "say is taken for a cue",
    "from a letter": "the paragraph after the letter joins the content",
    "two reports in one sentence": "the second report joins the first",
    "a colon starts one, another cue ends the next": "an object before the colon joins the content",
    "no cue at all": "no cue leads to the source",
    "passive without a source": "the hearer of a passive is taken for its source",
    "a quotation within brackets": "the sentence around the brackets joins the content",
    "words of a report within a sentence": "a second clause joins the content",
    "two paragraphs after a colon": "the second paragraph is not found",
    "British, words in single marks": "headline",
    "American, attributed at the end": "headline",
    "colon before the source": "headline",
    "direct words first": "headline",
    "as-clause": "the sentence before an as-clause is left out",
}


@pytest.fixture(scope="session")
def encoder():
    import torch

    from quoteattr.model.checkpoint import find_checkpoint, load_encoder

    return load_encoder(find_checkpoint("default"), torch.device("cpu"))


def _cases():
    for form in FORMS:
        marks = [pytest.mark.xfail(strict=True, reason=NOT_YET[form.id])] if form.id in NOT_YET else []
        yield pytest.param(form, id=form.id, marks=marks)


@pytest.mark.parametrize("form", list(_cases()))
def test_the_form_is_read_as_an_editor_reads_it(form, encoder):
    regions = pair_marks(form.text)
    quotations = attribute(form.text, encoder, encoder.encode(form.text, regions), regions)
    assert not misread(form, quotations)


def test_every_form_has_its_own_name():
    names = [form.id for form in FORMS]
    assert len(names) == len(set(names)) >= 70
    assert set(NOT_YET) <= set(names)

"""The columns of data frames, as Arrow schemas."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from quoteattr.extras import need

__all__ = ["OWNERS", "SCHEMAS", "Rows"]

pa = need("pyarrow", "frames")

Rows = Literal["quotations", "speakers", "sentences", "articles", "identities"]
"""What a row of a data frame stands for."""

OWNERS = ("article_id", "article_index")
"""The columns that say whose a row is; a table with a row for each article has no need of them."""

_text, _count, _number, _truth = pa.string(), pa.int64(), pa.float64(), pa.bool_()


def _schema(**columns: Any) -> Any:
    """Make a schema of names and types, those of values that are always known in a list."""
    known = {name: type_ for name, type_ in columns.items() if isinstance(type_, list)}
    fields = [pa.field(name, *known.get(name, (type_,)), nullable=name not in known) for name, type_ in columns.items()]
    return pa.schema([pa.field("article_id", _text), *fields, pa.field("article_index", _count, nullable=False)])


SCHEMAS: Mapping[Rows, Any] = MappingProxyType(
    {
        "quotations": _schema(
            quotation_id=[_text],
            kind=[_text],
            content=[_text],
            start=[_count],
            end=[_count],
            cue=_text,
            source=_text,
            speaker=_text,
            role=_text,
            speaker_kind=_text,
            score=[_number],
            speaker_score=_number,
            speaker_id=_text,
            former=_truth,
            sentence_index=_count,
            words=[_count],
        ),
        "speakers": _schema(
            speaker_id=[_text],
            speaker=[_text],
            role=_text,
            speaker_kind=[_text],
            former=[_truth],
            quotations=[_count],
            direct=[_count],
            indirect=[_count],
            mixed=[_count],
            words=[_count],
            mentions=[_count],
            aliases=[pa.list_(_text)],
        ),
        "sentences": _schema(
            sentence_index=[_count],
            start=[_count],
            end=[_count],
            text=[_text],
            score=_number,
            in_summary=[_truth],
            summary_text=_text,
            words=[_count],
        ),
        "articles": _schema(
            characters=[_count],
            words=[_count],
            sentences=[_count],
            quotations=[_count],
            unattributed=[_count],
            speakers=[_count],
            summary=_text,
            warnings=[pa.list_(_text)],
            version=_text,
            checkpoint=_text,
        ),
        "identities": _schema(
            speaker_id=[_text],
            speaker=[_text],
            identity_id=[_text],
            identity=[_text],
            identity_role=_text,
            identity_roles=[pa.list_(_text)],
            named=[_truth],
            identity_articles=[_count],
            identity_quotations=[_count],
        ),
    }
)
"""The Arrow schema of each frame. An article that lacks everything has the same columns, of the same types."""

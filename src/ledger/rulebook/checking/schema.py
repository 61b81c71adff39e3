"""Every way in which a value differs from its schema, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from ledger.kernel.words import Words
from ledger.rulebook.checking.material import listed, nearest, shown
from ledger.rulebook.places import Path
from ledger.rulebook.terms.money import Money


class Misfit(NamedTuple):
    """One difference from the schema, at a path below the value that was looked at."""

    path: Path
    words: Words


_MEANT: dict[type[inspect.Type], Words] = {
    inspect.StrType: Words("文字", "text in quotes"),
    inspect.IntType: Words("整数", "a whole number"),
    inspect.FloatType: Words("数", "a number"),
    inspect.BoolType: Words("true 或 false", "true or false"),
    inspect.DateTimeType: Words(
        "时间，如 2026-11-21T08:30:00", "a time such as 2026-11-21T08:30:00"
    ),
    inspect.DateType: Words("日期，如 2026-11-21", "a date such as 2026-11-21"),
    inspect.TimeType: Words("时刻，如 18:00:00", "a time of day such as 18:00:00"),
    inspect.TimeDeltaType: Words("时长，如 PT30M 或 P1D", "a duration such as PT30M or P1D"),
    inspect.CustomType: Words("金额，如 29.00 CNY", "an amount such as 29.00 CNY"),
    inspect.StructType: Words("表 { … }", "a table { … }"),
    inspect.DictType: Words("表 { … }", "a table { … }"),
    inspect.VarTupleType: Words("列表 [ … ]", "a list [ … ]"),
    inspect.ListType: Words("列表 [ … ]", "a list [ … ]"),
}


def misfits(value: Any, kind: type) -> Iterator[Misfit]:
    """Every difference of a value from the schema of a kind; none if it fits."""
    yield from _walk(value, _schema(kind), ())


@cache
def _schema(kind: type) -> inspect.Type:
    return inspect.type_info(kind)


def _walk(value: Any, wanted: inspect.Type, path: Path) -> Iterator[Misfit]:
    if isinstance(wanted, inspect.AnyType):
        return
    if isinstance(wanted, inspect.UnionType):
        yield from _one_of(value, wanted, path)
    elif isinstance(wanted, inspect.StructType) and isinstance(value, dict):
        yield from _table(value, wanted, path)
    elif isinstance(wanted, inspect.DictType) and isinstance(value, dict):
        for key, item in value.items():
            yield from _key(key, wanted.key_type, path)
            yield from _walk(item, wanted.value_type, (*path, key))
    elif isinstance(wanted, inspect.VarTupleType | inspect.ListType) and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, wanted.item_type, (*path, number))
    elif not _is(value, wanted):
        yield Misfit(path, _wrong(value, [wanted], path))


def _one_of(value: Any, wanted: inspect.UnionType, path: Path) -> Iterator[Misfit]:
    kinds = [each for each in wanted.types if not isinstance(each, inspect.NoneType)]
    structs = [each for each in kinds if isinstance(each, inspect.StructType)]
    lists = [each for each in kinds if isinstance(each, inspect.VarTupleType)]
    if isinstance(value, dict) and structs:
        yield from _tagged(value, structs, path)
    elif isinstance(value, list) and lists:
        yield from _walk(value, lists[0], path)
    elif not any(_is(value, each) for each in kinds):
        yield Misfit(path, _wrong(value, kinds, path))


def _tagged(value: dict[str, Any], kinds: list[inspect.StructType], path: Path) -> Iterator[Misfit]:
    field = kinds[0].tag_field
    if field is None:
        yield from _table(value, kinds[0], path)
        return
    if field not in value:
        known = listed(each.tag for each in kinds)
        yield Misfit(
            path,
            Words(
                f"{shown(path)} 缺少 {field}；请写上其一：{known}",
                f"{shown(path)} lacks {field}; give one of {known}",
            ),
        )
        return
    for kind in kinds:
        if kind.tag == value[field]:
            yield from _table(value, kind, path)
            return
    told = nearest(str(value[field]), [str(each.tag) for each in kinds])
    at = (*path, field)
    yield Misfit(
        at,
        Words(
            f"{shown(at)} 不能是 {_quoted(value[field])}；{told.zh}",
            f"{shown(at)} cannot be {_quoted(value[field])}; {told.en}",
        ),
    )


def _table(value: dict[str, Any], wanted: inspect.StructType, path: Path) -> Iterator[Misfit]:
    fields = {field.encode_name: field for field in wanted.fields}
    known = [*fields, *((wanted.tag_field,) if wanted.tag_field else ())]
    for key, item in value.items():
        if key in fields:
            yield from _walk(item, fields[key].type, (*path, key))
        elif key not in known:
            told = nearest(key, known)
            at = (*path, key)
            yield Misfit(
                at,
                Words(
                    f"没有 {shown(at)} 这一项；{told.zh}",
                    f"there is no key {shown(at)}; {told.en}",
                ),
            )
    for name, field in fields.items():
        if field.required and name not in value:
            at = (*path, name)
            yield Misfit(
                path, Words(f"缺少 {shown(at)}；请补上", f"{shown(at)} is missing; add it")
            )


def _key(key: str, wanted: inspect.Type, path: Path) -> Iterator[Misfit]:
    if not _is(key, wanted):
        at = (*path, key)
        known = [str(value) for value in getattr(wanted, "values", ())]
        told = nearest(key, known)
        yield Misfit(
            at,
            Words(f"没有 {shown(at)} 这一项；{told.zh}", f"there is no key {shown(at)}; {told.en}"),
        )


def _is(value: Any, wanted: inspect.Type) -> bool:
    """Whether a value that is neither table nor list is of a kind."""
    match wanted:
        case inspect.LiteralType():
            return value in wanted.values
        case inspect.StrType():
            return isinstance(value, str)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool)
        case inspect.FloatType():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case inspect.CustomType():
            return isinstance(value, str) and _reads(Money.parse, value)
        case inspect.EnumType():
            return value in [each.value for each in wanted.cls]
        case inspect.DateTimeType():
            return isinstance(value, datetime)
        case inspect.DateType():
            return type(value) is date or _converts(value, date)
        case inspect.TimeType():
            return type(value) is time or _converts(value, time)
        case inspect.TimeDeltaType():
            return _converts(value, timedelta)
    return False


def _reads(parse: Any, value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _converts(value: Any, kind: type) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _wrong(value: Any, kinds: list[inspect.Type], path: Path) -> Words:
    meant = [_meaning(each) for each in kinds]
    zh = " 或 ".join(dict.fromkeys(each.zh for each in meant))
    en = " or ".join(dict.fromkeys(each.en for each in meant))
    at, given = shown(path), _quoted(value)
    return Words(
        f"{at} 不能是 {given}；应写{zh}",
        f"{at} cannot be {given}; write {en}",
    )


def _meaning(wanted: inspect.Type) -> Words:
    values: list[Any] = []
    if isinstance(wanted, inspect.LiteralType):
        values = list(wanted.values)
    elif isinstance(wanted, inspect.EnumType):
        values = [each.value for each in wanted.cls]
    if values:
        return Words(f"其一：{listed(values)}", f"one of {listed(values)}")
    return _MEANT.get(type(wanted), Words("别的值", "something else"))


def _quoted(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ … }"
    if isinstance(value, list):
        return "[ … ]"
    return f'"{value}"' if isinstance(value, str) else str(value)

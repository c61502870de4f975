"""Every address asks for sign-in, unless it is on the list here."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

OPEN_TO_ALL = {
    "accounts:sign_in", "accounts:sign_out", "accounts:language", "home:choose_post", "portal:check", "portal:check_code", "portal:open_once",
    "portal:stories", "portal:story", "portal:statistics", "portal:unit", "portal:publication", "portal:publication_csv",
}  # fmt: skip


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else prefix)
        else:
            yield f"{prefix}{entry.name}", entry


def test_every_address_asks_for_sign_in():
    found = dict(addresses(get_resolver()))
    open_ones = {name for name, entry in found.items() if not getattr(entry.callback, "staff_only", False)}
    assert open_ones <= OPEN_TO_ALL, open_ones - OPEN_TO_ALL


def test_no_address_takes_a_name_or_number_of_a_person():
    for name, entry in addresses(get_resolver()):
        assert not {"name", "phone", "number"} & set(entry.pattern.converters), name

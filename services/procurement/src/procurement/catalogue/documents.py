"""The catalogue's values as documents of the store, and back."""

from collections.abc import Iterable
from typing import Any

from bson import Binary

from carbon.decimals import format_decimal, parse_decimal
from carbon.footprint.presentation import Detail
from carbon.units import DeclaredUnit
from tierzero.lists import words_of
from tierzero.store import Document
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint

from .directory import number_of
from .facts import footprint_of
from .model import IssuedFootprint, Organization, Product, Sharing


def organization_document(organization: Organization) -> Document:
    """An organization as one document of its own."""
    return {
        "_id": organization.id,
        "version": organization.version,
        "name": organization.name,
        "name_zh": organization.name_zh,
        "roles": list(organization.roles),
        "country": organization.country,
        "country_subdivision": organization.country_subdivision,
        "company_ids": list(organization.company_ids),
        "customer_ids": list(organization.customer_ids),
        "withdrawn": organization.withdrawn,
    }


def organization_from(document: Document) -> Organization:
    """The organization that a document holds."""
    return Organization(
        id=document["_id"],
        version=document["version"],
        name=document["name"],
        name_zh=document["name_zh"],
        roles=tuple(document["roles"]),
        country=document["country"],
        country_subdivision=document["country_subdivision"],
        company_ids=tuple(document["company_ids"]),
        customer_ids=tuple(document["customer_ids"]),
        withdrawn=document["withdrawn"],
    )


def product_document(product: Product) -> Document:
    """A product as one document of its supplier."""
    mass = product.mass_per_declared_unit
    return {
        "_id": product.id,
        "version": product.version,
        "name": product.name,
        **found_by(product.name, product.product_ids),
        "product_ids": list(product.product_ids),
        "classifications": list(product.classifications),
        "declared_unit": product.declared_unit.value if product.declared_unit else None,
        "mass_per_declared_unit": None if mass is None else format_decimal(mass),
        "sharing": product.sharing.value,
        "shared_with": list(product.shared_with),
        "shared_detail": product.shared_detail.value,
        "withdrawn": product.withdrawn,
    }


def found_by(name: str, product_ids: Iterable[str]) -> Document:
    """By what a product is put in order and found: its name, the words of it and its numbers."""
    numbers = " ".join(map(number_of, product_ids))
    return {"name_key": name.casefold(), "words": words_of(numbers, name)}


def product_from(document: Document) -> Product:
    """The product that a document holds."""
    unit, mass = document["declared_unit"], document["mass_per_declared_unit"]
    return Product(
        id=document["_id"],
        version=document["version"],
        supplier_id=document["organization_id"],
        name=document["name"],
        product_ids=tuple(document["product_ids"]),
        classifications=tuple(document["classifications"]),
        declared_unit=DeclaredUnit(unit) if unit else None,
        mass_per_declared_unit=None if mass is None else parse_decimal(mass),
        sharing=Sharing(document["sharing"]),
        shared_with=tuple(document["shared_with"]),
        shared_detail=Detail(document.get("shared_detail", Detail.ALL_FIELDS)),
        withdrawn=document["withdrawn"],
    )


def footprint_document(issued: IssuedFootprint) -> Document:
    """A footprint as one document of its supplier; the fact is kept whole, as it came."""
    return {
        "_id": issued.id,
        "version": issued.version,
        "product_id": issued.product_id,
        "content": Binary(issued.content),
        "withdrawn": issued.withdrawn,
    }


def footprint_from(document: Any) -> IssuedFootprint:
    """The footprint that a document holds."""
    return footprint_of(Footprint.FromString(bytes(document["content"])))

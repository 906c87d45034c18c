"""Who may see which progress, and what of it."""

from dataclasses import dataclass
from datetime import datetime

from aggregator.organizations.service import names_of
from aggregator.progress.service import current_progress
from aggregator.publication import repository
from aggregator.publication.audience import News
from aggregator.publication.view import ProgressView
from aggregator.publication.viewing import view_of
from tierzero.i18n import _
from tierzero.identity import Principal
from tierzero.problems import Problem, not_found
from tierzero.store import Database
from tierzero.tenancy import Scope, scope_of_worker

_READER = "public"


@dataclass(frozen=True)
class Publication:
    """A factory's decision whether everyone may see its progress; nobody may until it decides."""

    published: bool
    changed_at: datetime | None = None


async def publication_of(database: Database, scope: Scope) -> Publication:
    """The decision of the scope's factory."""
    found = await repository.find(database, scope)
    return Publication(found["published"], found["changed_at"]) if found else Publication(False)


async def publish(database: Database, scope: Scope, published: bool, now: datetime) -> None:
    """Let everyone see the factory's progress, or nobody else any more."""
    await repository.save(database, scope, published, now)


async def may_see(database: Database, factory_id: str, reader: Principal | None) -> bool:
    """Whether the reader may see the public page: everyone once published, before that its own."""
    is_own = reader is not None and reader.organization_id == factory_id
    return is_own or await repository.is_published(database, factory_id)


async def public_view(
    database: Database, factory_id: str, reader: Principal | None, now: datetime
) -> ProgressView:
    """What strangers see of a factory; Problem 404 where there is nothing, or nothing for them."""
    if not await may_see(database, factory_id, reader):
        raise unpublished()
    view = await _view(database, factory_id, now)
    if view is None:
        raise unpublished()
    return view


async def public_views(database: Database, now: datetime) -> list[ProgressView]:
    """Every published factory of which something is known, by name."""
    published = [one["_id"] for one in await repository.published(database)]
    views = [await _view(database, factory_id, now) for factory_id in published]
    return sorted(
        (one for one in views if one), key=lambda view: (view.factory.name, view.factory.id)
    )


async def own_view(database: Database, scope: Scope, now: datetime) -> ProgressView | None:
    """All that is known of the scope's own factory."""
    progress = await current_progress(database, scope)
    if progress is None:
        return None
    names = await names_of(database, [scope.organization_id])
    return view_of(progress, names[scope.organization_id], now)


async def _view(database: Database, factory_id: str, now: datetime) -> ProgressView | None:
    progress = await current_progress(database, scope_of_worker(factory_id, _READER))
    if progress is None:
        return None
    names = await names_of(database, [factory_id])
    return view_of(progress.for_strangers, names[factory_id], now)


async def news_of(database: Database, factory_id: str) -> News:
    """What those who watch a factory need to know; revision 0 before there is any progress."""
    progress = await current_progress(database, scope_of_worker(factory_id, _READER))
    is_published = await repository.is_published(database, factory_id)
    return News(progress.revision if progress else 0, is_published)


def unpublished() -> Problem:
    """404, the same whether a factory is unknown or only not published."""
    return not_found(_("No progress is published at this address."), "progress-not-found")

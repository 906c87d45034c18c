"""Pages and APIs for people and programs: one application factory, forms, charts, layout."""

from .app import create_app
from .charts import Chart, Series
from .figures import Flow, bar_chart, line_chart, sankey_chart, waterfall_chart
from .flashes import redirect
from .forms import Submission, read_form
from .language import remember_language
from .navigation import NavigationItem
from .pages import fragment, page
from .pagination import Pagination, paginate
from .paging import Paging, paging
from .problem_pages import problem_page
from .readiness import Check
from .request_log import RequestLog
from .server import http_server, listening_socket, run_http, serve_http, serve_https
from .turning import Turning

__all__ = [
    "Chart",
    "Check",
    "Flow",
    "NavigationItem",
    "Pagination",
    "Paging",
    "RequestLog",
    "Series",
    "Submission",
    "Turning",
    "bar_chart",
    "create_app",
    "fragment",
    "http_server",
    "line_chart",
    "listening_socket",
    "page",
    "paginate",
    "paging",
    "problem_page",
    "read_form",
    "redirect",
    "remember_language",
    "run_http",
    "sankey_chart",
    "serve_http",
    "serve_https",
    "waterfall_chart",
]

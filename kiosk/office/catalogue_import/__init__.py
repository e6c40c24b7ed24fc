"""Importing a town's catalogue of services: tolerant reading, a report, kept versions."""

from kiosk.office.catalogue_import.importing import import_catalogue, read_catalogue
from kiosk.office.catalogue_import.refusal import CatalogueRefused
from kiosk.office.catalogue_import.report import ImportReport, render_report
from kiosk.office.catalogue_import.versions import load_current, load_version, save_import

__all__ = [
    "CatalogueRefused",
    "ImportReport",
    "import_catalogue",
    "load_current",
    "load_version",
    "read_catalogue",
    "render_report",
    "save_import",
]

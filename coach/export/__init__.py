"""Report writers by format; a new format is one file and one line here."""

from __future__ import annotations

from coach.domain.report import ExportFormat
from coach.export.csv_file import CsvExporter
from coach.export.jsonl_file import JsonlExporter
from coach.ports import Exporter

EXPORTERS: dict[ExportFormat, Exporter] = {"csv": CsvExporter(), "jsonl": JsonlExporter()}

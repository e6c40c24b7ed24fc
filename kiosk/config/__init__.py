"""The one configuration file: TOML, one table per role, read here and nowhere else.

Secrets are never values, only paths to files. `docs/configuration.md` lists every field.
"""

from kiosk.config.reading import ConfigWrong, load
from kiosk.config.roles import (
    CallConfig,
    Config,
    OfficeConfig,
    Orientation,
    PaperConfig,
    TerminalConfig,
)

__all__ = [
    "CallConfig",
    "Config",
    "ConfigWrong",
    "OfficeConfig",
    "Orientation",
    "PaperConfig",
    "TerminalConfig",
    "load",
]

"""What each screen is given, and what a touch may ask for. Facts only, ready to be shown.

Every view is replaced whole. All sentences are in the visit's language already; screens add
only their fixed labels. The samples are what the pictures and the layout lint are drawn from.
"""

from __future__ import annotations

from kiosk.terminal.views.aside import (
    AidsView,
    Beside,
    HelpView,
    LanguageView,
    StillThereView,
    TroubleView,
)
from kiosk.terminal.views.asks import Ask, Intent
from kiosk.terminal.views.calls import (
    CallOverView,
    CallView,
    Choice,
    KnockView,
    Moving,
    MovingFrame,
    MovingPictures,
    Third,
    WaitingView,
)
from kiosk.terminal.views.house import (
    ChooseView,
    ClosedView,
    DepartmentView,
    HomeView,
    HoursView,
    SearchView,
    ServiceView,
    StandbyView,
)
from kiosk.terminal.views.numbers import DrawingView, FollowedView, FollowView, TicketView
from kiosk.terminal.views.parts import (
    SIZES,
    Chip,
    DepartmentRow,
    DocumentRow,
    Frame,
    Notice,
    Pages,
    Paper,
    ServiceRow,
    Theme,
    Tile,
)

__all__ = [
    "AidsView",
    "Ask",
    "Beside",
    "CallOverView",
    "CallView",
    "Chip",
    "Choice",
    "ChooseView",
    "ClosedView",
    "DepartmentRow",
    "DepartmentView",
    "DocumentRow",
    "DrawingView",
    "FollowView",
    "FollowedView",
    "Frame",
    "HelpView",
    "HomeView",
    "HoursView",
    "Intent",
    "KnockView",
    "LanguageView",
    "Moving",
    "MovingFrame",
    "MovingPictures",
    "Notice",
    "Pages",
    "Paper",
    "SIZES",
    "SearchView",
    "ServiceRow",
    "ServiceView",
    "StandbyView",
    "StillThereView",
    "Theme",
    "Third",
    "TicketView",
    "Tile",
    "TroubleView",
    "View",
    "WaitingView",
]

View = (
    StandbyView
    | ClosedView
    | HomeView
    | ChooseView
    | DepartmentView
    | ServiceView
    | SearchView
    | HoursView
    | DrawingView
    | TicketView
    | FollowView
    | FollowedView
    | LanguageView
    | AidsView
    | HelpView
    | StillThereView
    | TroubleView
    | KnockView
    | WaitingView
    | CallView
    | CallOverView
)

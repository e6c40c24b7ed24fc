"""Every slip that a terminal prints, in one place for those who print."""

from __future__ import annotations

from kiosk.terminal.appointment_slip import AppointmentSlip, render_appointment
from kiosk.terminal.checklist_slip import CheckListSlip, checklist_of, render_checklist
from kiosk.terminal.print_check import PrintCheck, print_check_of, render_print_check
from kiosk.terminal.receipt_slip import ReceiptSlip, render_receipt
from kiosk.terminal.ticket_sheet import lay_out, render_ticket
from kiosk.terminal.ticket_slip import Layout, TicketSlip, follow_url, slip_of

__all__ = [
    "AppointmentSlip",
    "CheckListSlip",
    "Layout",
    "PrintCheck",
    "ReceiptSlip",
    "TicketSlip",
    "checklist_of",
    "follow_url",
    "lay_out",
    "print_check_of",
    "render_appointment",
    "render_checklist",
    "render_print_check",
    "render_receipt",
    "render_ticket",
    "slip_of",
]

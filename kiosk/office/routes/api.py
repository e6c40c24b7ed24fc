"""The open interface for the town's website and other programs (described at /openapi.json)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field
from starlette.requests import Request

from kiosk.domain.wire import plain
from kiosk.office.service import service_of

router = APIRouter(prefix="/api/v1", tags=["public"])


class DepartmentNow(BaseModel):
    """One department as everybody may see it."""

    department: str
    name: str = Field(description="Name in the language asked for")
    state: str = Field(description="free, busy, consultation, paused, unstaffed or closed")
    waiting: int
    low_min: int | None = Field(description="Estimated wait in minutes, lower end")
    high_min: int | None = Field(description="Estimated wait in minutes, upper end")
    reason: str | None
    opens_at: str | None
    closes_at: str | None
    last_ticket_at: str | None
    takes_tickets: bool


class DepartmentsNow(BaseModel):
    as_of: str
    departments: list[DepartmentNow]


class ServiceShort(BaseModel):
    key: str
    name: str
    summary: str
    leika: str | None
    planned_min: int
    departments: list[str]


@router.get("/departments")
async def departments(request: Request, language: str = "de") -> DepartmentsNow:
    """Tell what every department is now: open, busy, closed, and how long it takes."""
    service = service_of(request)
    line = await service.ask(service.counter.departments_now, service.clock())
    town = service.premises.town
    rows = []
    for status in line.departments:
        facts: dict[str, Any] = plain(status)
        facts["name"] = town.department(status.department).name.said_in(language)
        rows.append(DepartmentNow(**{k: facts[k] for k in DepartmentNow.model_fields}))
    return DepartmentsNow(as_of=line.as_of.isoformat(), departments=rows)


@router.get("/services")
async def services(request: Request, language: str = "de") -> list[ServiceShort]:
    """List the services of the town in one language."""
    town = service_of(request).premises.town
    return [
        ServiceShort(
            key=service.key,
            name=service.name.said_in(language),
            summary=service.summary.said_in(language),
            leika=service.leika,
            planned_min=int(service.planned.total_seconds() // 60),
            departments=[d.key for d in town.departments_serving(service.key)],
        )
        for service in town.catalogue.services.values()
    ]


@router.get("/services/{key}")
async def service(request: Request, key: str) -> dict[str, Any]:
    """Tell everything about one service, in all languages."""
    found = service_of(request).premises.town.catalogue.services.get(key)
    if found is None:
        raise HTTPException(404, "no such service")
    answer: dict[str, Any] = plain(found)
    return answer

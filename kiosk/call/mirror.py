"""The self view: the citizen sees themselves, as long as the camera is open."""

from __future__ import annotations

from collections.abc import Callable

from devices.camera import Camera, Looking
from kiosk.call.lease import Leased
from kiosk.call.pictures import SharedPictures
from kiosk.domain.call_control import Stream


class Mirror:
    """Args: `eye` is the lease of the camera; `changed` is told when the camera's state is new."""

    def __init__(
        self, camera: Camera, eye: Leased, pictures: SharedPictures, changed: Callable[[], None]
    ) -> None:
        self._camera, self._eye = camera, eye
        self._pictures, self._changed = pictures, changed

    @property
    def streams(self) -> tuple[Stream, ...]:
        """The self view, while there is one."""
        seen = isinstance(self._camera.state, Looking) and self._eye.on
        return (Stream.SELF,) if seen else ()

    async def run(self) -> None:
        """Show what the camera sees until cancelled."""
        async for state in self._camera.changes():
            if isinstance(state, Looking):
                await self._show()
            self._pictures.wipe((Stream.SELF,))
            if not isinstance(state, Looking):
                self._changed()

    async def _show(self) -> None:
        number = 0
        while (picture := await self._camera.next(number)) is not None:
            number = picture.number
            if self._eye.on:
                self._pictures.put(Stream.SELF, picture)

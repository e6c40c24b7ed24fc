"""How camera and microphone are, in the words that the terminal knows."""

from __future__ import annotations

from devices import audio, camera
from kiosk.domain.call_control import DevicesNow, DeviceState

SHUT = DevicesNow(DeviceState.CLOSED, DeviceState.CLOSED)
_TROUBLE = {
    "not-found": DeviceState.MISSING,
    "unplugged": DeviceState.MISSING,
    "busy": DeviceState.BUSY,
    "silent": DeviceState.SILENT,
}


def devices_now(eye: camera.CameraState, ear: audio.AudioState) -> DevicesNow:
    """Return what the terminal is told about both."""
    return DevicesNow(_camera_state(eye), _audio_state(ear))


def _camera_state(state: camera.CameraState) -> DeviceState:
    match state:
        case camera.Closed():
            return DeviceState.CLOSED
        case camera.Looking():
            return DeviceState.WORKING
        case camera.NoPicture(reason):
            return _TROUBLE[reason]


def _audio_state(state: audio.AudioState) -> DeviceState:
    match state:
        case audio.Closed():
            return DeviceState.CLOSED
        case audio.Working():
            return DeviceState.WORKING
        case audio.NoSound(reason):
            return _TROUBLE[reason]

"""How long nothing has come from the other end: weak after 1 s, lost after 3 s."""

from __future__ import annotations

from kiosk.domain.call_control import Media

WEAK_S = 1.0
LOST_S = 3.0
ALONE_S = 1.5  # packets without a picture or a sound: the other end has neither


class MediaWatch:
    """Begins when the first picture or sound came, rests while it is told to.

    `heard` and `seen` are separate: between the two ends something comes long before pictures do.
    From a desk without camera and microphone nothing else ever comes.
    """

    def __init__(self) -> None:
        self.media: Media | None = None
        self._last = 0.0
        self._since: float | None = None  # when something was expected for the first time
        self._alone = False  # no picture and no sound has ever come
        self._over = False

    def seen(self, now: float) -> Media | None:
        """A picture or a sound has come. Return UP when that is news."""
        self._last, self._alone = now, False
        return self._become(Media.UP)

    def heard(self, now: float) -> None:
        """Any packet has come."""
        self._last = now
        self._since = now if self._since is None else self._since

    def rest(self, now: float) -> None:
        """Nothing is expected just now. What is lost stays lost until something comes."""
        self._since = now
        if self.media is not Media.LOST:
            self._last = now

    def look(self, now: float) -> Media | None:
        """Return what it has become, None when it is as before."""
        if self._over:
            return None
        if self.media is None:
            self._alone = self._since is not None and self._last - self._since >= ALONE_S
            return self._become(Media.UP) if self._alone else None
        silence = now - self._last
        if silence >= LOST_S:
            return self._become(Media.LOST)
        # Reports alone come about once a second.
        if silence >= WEAK_S and not self._alone and self.media is not Media.LOST:
            return self._become(Media.WEAK)
        if silence < WEAK_S:
            return self._become(Media.UP)
        return None

    def end(self, media: Media) -> Media | None:
        """The connection is gone (LOST) or the other end said goodbye (CLOSED), for good."""
        news = self._become(media)
        self._over = True
        return news

    def _become(self, media: Media) -> Media | None:
        if self._over or self.media is media:
            return None
        self.media = media
        return media

"""The media process (Videogespräch): camera, microphone, codecs and connections of a call.

It has no visit, no office and no glass: the terminal tells it what the citizen consents to, and it
tells back what happens, one value a line (`kiosk.domain.call_control`). Nothing in here writes a
picture or a sound anywhere but to memory.
"""

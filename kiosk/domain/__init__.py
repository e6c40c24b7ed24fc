"""What is true in a citizen office (Bürgeramt): pure facts and rules, standard library only.

The words, German and English side by side once:

    Ticket = Wartemarke           Department = Fachbereich      Desk = Schalter, Videoplatz
    Line = Warteschlange          Knock = Anklopfen             Call = Aufruf
    Service = Dienstleistung      Document = Unterlage          Fee = Gebühr
    Opening hours = Öffnungszeit  Closure = Schließtag          Holiday = Feiertag
    No-show = nicht erschienen    Transfer = Weiterleitung      Shift = Anmeldung am Schalter
    Reprint = Zweitdruck          Lease = geliehene Nummern     Check-list = „Das brauchen Sie“
"""

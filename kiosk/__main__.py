"""`python3 -m kiosk COMMAND`: make the environment stand, then hand over to the commands."""

import sys

from kiosk.bootstrap import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

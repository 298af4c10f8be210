"""`python -m girml` is the command `girml`."""

import sys

from girml.cli import main

if __name__ == "__main__":
    sys.exit(main())

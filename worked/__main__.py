import sys

from worked.cli import main

sys.exit(main())

"""``python -m logtui``: the same as the command ``logtui``."""

import sys

from logtui.cli import main

sys.exit(main())

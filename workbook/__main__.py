"""`python -m workbook` is the command `workbook`."""

from workbook.cli import main

raise SystemExit(main())

"""Words of the command line."""

ABOUT = "A private workbook for you and your therapy."
HELP_OPEN = "open the workbook (this is also what happens without a word)"
HELP_APP = "open it as a page without code"
HELP_NO_BROWSER = "start it, but do not open a browser"
HELP_PORT = "the port to use on this computer"
HELP_WHERE = "show the folders your words are in"
HELP_CHECK = "read every file and say what wants a look"

OPENED = "The workbook is open until you press Ctrl+C here: {url}"
ENDED = "The workbook has stopped by itself. Your entries are safe. What Jupyter said last: {reason}"
NOT_STARTED = "The workbook could not be started. What Jupyter said last: {reason}"
NOT_FOUND = "The notebooks are not beside the package. Run this from the workbook’s own folder."
PORT_TAKEN = "Port {port} is in use on this computer. Choose another with --port, or leave it out."
STOPPED = "Stopped. Your entries are safe. You can close the page in your browser."

WHERE_DATA = "Your entries: {path}"
WHERE_BACKUPS = "Backups: {path} (no automatic backups are made yet)"
BACKUPS_OFF = "Backups: off"

CHECK_EMPTY = "No entries yet in {path}."
CHECK_SHEET = "{name}: {count}"
ENTRIES = ("1 entry", "{n} entries")
CHECK_LINE = "  {file}, line {line}: {reason}. It is kept as it is."
CHECK_ASIDE = "  {file} was put aside earlier. It is kept as it is."
CHECK_UNREADABLE = "  {file} could not be opened ({reason})."
CHECK_SETTINGS = "  {file} cannot be read. It is kept as it is; the next save puts it aside and starts a fresh one."
CHECK_DRAFTS = "drafts: {count} not saved yet"
CHECK_DRAFT = "  {file}, a draft, cannot be read. It is kept as it is."
DRAFTS = ("1 form", "{n} forms")
CHECK_WHOLE = "All is whole."
CHECK_LOOK = "{count} to look at."
THINGS = ("1 thing", "{n} things")
TROUBLE = "This computer did not allow that ({reason}). Nothing was changed."

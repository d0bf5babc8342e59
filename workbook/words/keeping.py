"""Words of copies, of what was changed outside, of bringing back and of forgetting."""

HELP_EXPORT = "put all entries into one file: FILE.zip to move them, FILE.xlsx to read them in a spreadsheet"
HELP_BACKUP = "put all entries into one file that opens with a passphrase: FILE.age"
HELP_RESTORE = "bring entries back from FILE.age, FILE.zip or an automatic copy; without FILE, list the copies"
HELP_FORGET = "take entries out of your files, drafts and copies, for good"
HELP_THE_FILE = "the file"
HELP_COPY = "FILE.age, FILE.zip, an automatic copy, or the word latest"
HELP_IDS = "the entry_id of an entry; it stands in your CSV files"
HELP_EVERYTHING = "take away everything the workbook keeps for you"
HELP_YES = "do not ask"
HELP_KEEP = "what was changed outside: keep mine brings back what the workbook wrote, keep theirs takes it as it is now"

EXPORTED = "{file} has all your entries now. Anyone who has this file can read it."
SEALED = "{file} is written, and it opens with your passphrase. Nobody can open it without."
NAME_EXPORT = "Give the file a name that ends in .zip or .xlsx."
NAME_BACKUP = "Give the file a name that ends in .age."
THERE_ALREADY = "{file} is there already. Choose another name."
NOTHING_TO_TAKE = "There are no entries yet, so there is nothing to put into a file."
ASK_PHRASE = "Passphrase: "
ASK_AGAIN = "The same again: "
NO_PHRASE = "A passphrase is needed. Nothing was changed."
NOT_ALIKE = "The two are not alike. Nothing was written. Try again."

NO_COPIES = "There are no automatic copies."
COPIES_OFF = "Automatic copies are off, so there are none."
COPIES_IN = "Copies in {path}:"
COPY_LATEST = "  latest    {when}  {count}"
COPY_LINE = "  {name}  {when}"
HOW_TO_RESTORE = "Bring one back with: workbook restore latest, or workbook restore and the path of a copy."
MERGED = "{name}: {added} added, {newer} newer, {there} already there, {unread} not read"
SETTINGS_BACK = "Your settings came back too."
NOT_A_COPY = "This is not a copy the workbook made. Nothing was changed."
RESTORED = "Brought back: {added} added, {newer} newer, {there} already there."

FORGET_WHICH = "Say which entry to forget by its entry_id, or --everything."
NOT_THERE = "No entry has this id. Nothing was changed."
FORGET_SURE = "Forget {rows} for good? There is no way back. Type yes: "
ROWS = ("1 line", "{n} lines")
FILES = ("1 file", "{n} files")
FORGET_ALL_SURE = (
    "Delete everything the workbook keeps for you, {files}, copies of earlier days too? "
    "There is no way back. Type yes: "
)
YES = "yes"
FORGET_STOPPED = "Nothing was changed."
FORGOTTEN = "Forgotten: {rows}. Older copies cleaned: {copies}. Drafts removed: {drafts}. Kept pages removed: {pages}."
ALL_FORGOTTEN = "Deleted: {files}."
OUT_OF_REACH = (
    "Out of reach: pages you printed or downloaded, files you exported, copies made by your computer’s own backup or a "
    "cloud folder, and traces on the disk."
)

CHANGED = "  {file}: what you wrote on {day} was changed outside ({columns})."
GONE = "  {file}: what you wrote on {day} is not in the file any more."
SECOND = "  {file} looks like a second copy of {name}.csv."
HOW_TO_KEEP = (
    "  workbook check --keep mine brings back what the workbook wrote. workbook check --keep theirs takes the files as "
    "they are now. Either way the other is kept as a copy."
)
TOGETHER = "  {file} was put together with {name}.csv: {added} added, {newer} newer. It is kept as {kept}."

DATA = "Your words are in this folder on this computer:"
COPIES = "Copies of them are made by themselves, in this folder:"
COPIES_ARE_OFF = "No copies are made by themselves."
COPIES_TOLD = (
    "Before each change, and once a day, a file is copied there. "
    "The last 10 copies stay, one for each of 30 days, and one for each of 12 months. "
    "What you delete from a list can be in a copy for that long."
)
OFFER = "There is nothing here yet, but there are copies from earlier, {when}: {count}."
LOOK_BELOW = (
    "Did you write here before? There are copies of earlier entries. Bring them back under “Where your words are”."
)
BRING_BACK = "Bring them back"
LEAVE = "They stay where they are if you do nothing."
OUTSIDE = "Another program changed what is in your files. Nothing is lost yet. You choose what counts."
KEEP_MINE, KEEP_THEIRS = "Keep what I wrote here", "Keep the files as they are now"
KEPT = "Done. The other is kept as a copy."
AND_MORE = "And {n} more."
CANNOT_LOOK = "This computer does not allow reading these folders just now. Nothing was changed."
DELETE_ALL = "Delete everything"
DELETE_ALL_TOLD = (
    "This takes away your entries, settings, drafts, kept pages, and all copies the workbook made. "
    "There is no way back."
)
YES_DELETE, NO_KEEP = "Yes, delete it all", "No, keep it"
DELETED_ALL = "Everything is deleted: {files}. Load this page again before you write something new."
NOT_DONE = "That did not work just now. Your computer did not allow it. All is as it was, or partly done. Try again."

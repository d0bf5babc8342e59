"""Words of files that hold all entries, for moving them or for reading them elsewhere."""

NOT_AN_ARCHIVE = "This is not a file the workbook made. Nothing was changed."
DAMAGED = "This file is damaged or was cut off, so nothing was changed. Is there another copy of it?"
TOO_LARGE = "This file holds more than {limit} MB, so nothing was changed."
TOO_MANY = "This file holds more files than the workbook makes, so it was not opened. Nothing was changed."
FOLDERS = "This file has folders in it that the workbook never makes, so it was not opened. Nothing was changed."
TWICE = "This file holds two files of one name, so it was not opened. Nothing was changed."
LOCKED = "This zip file is packed in a way the workbook cannot open. Pack it again, as a plain zip file."
NO_SHEETS = "There are no entries of the workbook in this file. Nothing was changed."
NEEDS_PHRASE = "This file opens with a passphrase only. Nothing was changed."
WRONG_PHRASE = "It did not open: another passphrase, or a file that was changed or cut off. Nothing was changed."
A_FOLDER = "This is a folder, not a file. Nothing was changed."
NO_PHRASE = "A locked file opens with a passphrase only, and there was none. No file was made."
NOT_WRITTEN = "The file could not be opened again after it was made, so it was not kept. Nothing else was changed."
SPLIT = (
    "One long text did not fit one cell of a spreadsheet. It goes on in the cells to its right.",
    "{count} long texts did not fit one cell of a spreadsheet. Each goes on in the cells to its right.",
)
LEFT_OUT = (
    "One row could not be read and is not in the spreadsheet. It stays in its file.",
    "{count} rows could not be read and are not in the spreadsheet. They stay in their files.",
)

"""Words of the data dictionary, around what is made from the declarations."""

TOP = """# Data dictionary

*Made from the declarations by `python data/make_readme.py`; a test compares the two.*

Your entries lie in `data/entries/`, or in the folder that the environment variable `WORKBOOK_DATA` names.
The command `python3 run.py where` shows it. Nothing in that folder is tracked by git.
It is for its owner alone (folder mode 0700, files 0600).

| what | is |
|---|---|
| `<sheet>.csv` | one file per sheet, one row per entry, in the order they were written |
| `settings.json` | what to call your therapist, your help lines, the words you follow, own words, what may be kept |
| `drafts/` | a small JSON file per form with words not saved yet, where drafts are kept; gone once saved or cleared |
| `pages/` | pages to bring that were kept, each an HTML file named by its moment |
| `<sheet>.csv.torn-…` | a half-written end, cut off by a crash or a power cut, kept byte for byte |
| `<sheet>.csv.kept-…` | the file as another program had saved it, before it was brought back into shape |
| `.lock` | makes two windows save one after the other |

## Every file

- UTF-8 with a byte order mark, comma between cells, every cell in double quotes, a quote inside a cell doubled,
  a line feed at the end of a row.
- An empty cell means *not answered*. It never means 0.
- Columns the workbook does not know stay where they are, after its own.
- `row_check` finds accidents and changes made outside the workbook; it is no signature.
  It is the CRC-32 of the other declared cells of the row, quoted and joined by commas as in the file, in UTF-8.
- A spreadsheet program may change what it opens (`007` becomes `7`).
  `python3 run.py check` names every row that was changed.

To read a file with pandas, as text and without guessing:

```python
pd.read_csv("data/entries/feelings.csv", dtype=str, keep_default_na=False)
```

`wb.entries("feelings")` does this and gives each column its type: numbers are float64 with NaN, `at` and `saved_at` are
datetime64[us, UTC]. It adds `day`, the local day, from the first ten characters of `at`, and `hour`, the local hour, 0
to 23, NaN where only a day was given: that is kept as noon, so an entry of 12:00:00 sharp has no hour either.

## The sheets
"""
PROMPTS, ITEMS = "Prompts", "Items"
SAMPLE = """
## The sample

`data/sample/` holds the entries of an invented person, in the same shape, made by `python data/sample/make_sample.py`.
Charts made from it say so. It never mixes with your own entries.
"""

"""Safety texts: what every page says about danger, privacy and limits. No numbers are shipped."""

SUPPORT = (
    "No one is watching these pages. In danger now, you or someone else? "
    "Call your local emergency number, the one for an ambulance. Or go to a hospital emergency room. "
    "Want to talk to someone? A crisis line can help. "
    "To find one, look at your health service’s website, or at findahelpline.com."
)
OWN_LINES = "Your own numbers are under [Help now](#Help-now), once you have added them."
BREAK = (
    "If tracking makes you dwell on how you feel, do less. "
    "If you live with bipolar disorder, an eating disorder or OCD, ask your therapist or doctor if tracking suits you."
)
COERCION = (
    "Could someone check this computer, or make you show it? "
    "Then paper kept somewhere else, or not writing it down, may be safer. "
    "This workbook cannot hide itself. Its name shows in tabs, in the browser’s history and in lists of recent files. "
    "Copies may be kept in a second folder too. Wiping it all at once may be noticed. "
    "A computer at a library or at a friend’s may be a safer place to look for help. "
    "So may a local service for people hurt at home."
)
PRIVACY = (
    "Your entries are plain files on this computer. Anyone who can open it can read them. "
    "Backups, cloud folders, shared accounts and printers can keep copies. Deleting may leave traces. "
    "In some places a court can ask for a diary. Write only what you could bear someone else reading."
)

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
    "Copies are kept in a second folder too. Wiping it all at once may be noticed. "
    "A computer at a library or at a friend’s may be a safer place to look for help. "
    "So may a local service for people hurt at home."
)
PRIVACY = (
    "Your entries are plain files on this computer. Anyone who can open it can read them. "
    "Backups, cloud folders, shared accounts and printers can keep copies. Deleting may leave traces. "
    "In some places a court can ask for a diary. A second copy is kept in another folder. This page shows you both. "
    "Write only what you could bear someone else reading."
)
CONCERN = (
    "Therapy can feel hard, and your therapist may say things you do not like. "
    "But these things are never part of it. Sexual talk aimed at you, sexual touch or contact. Threats. "
    "Telling your private matters to others without a good legal reason. "
    "Asking you to work for them, lend money or look after them. Asking you to keep secrets for them. "
    "Insults about who you are. Cutting you off from other people. Not letting you stop. "
    "It is not your fault, whatever you felt or agreed to. "
    "Keeping sex out of therapy is always the therapist’s job. You can leave and do not have to say why. "
    "You can talk to someone else first: another therapist, a doctor, a patient advice service or a friend. "
    "You can complain to the place they work, or to the body that licenses them. "
    "If it may be a crime, you can go to the police. You choose if and when. "
    "Less clear? If it feels wrong you may raise it, ask for a second opinion, or change therapist."
)
RIGHTS = (
    "You may ask any question, say no to any method, and end therapy. "
    "You may ask for a second opinion. You may ask what stays private. "
    "Rules differ by country. If a court ordered your therapy, ask a lawyer or an advocate first."
)
DANGER = (
    "Some people keep thoughts of suicide, or of being hurt at home, to themselves. "
    "Often they fear what happens next. You can ask that first: “What happens if I tell you?” "
    "The question is ready in [Clear the way](02-clear-the-way.ipynb), under *More*. "
    "In danger now? [Get help](#Help-now)."
)

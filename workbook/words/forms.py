"""Words every form shares: its buttons, its messages, and the choice of what may be kept."""

SAVE = "Save on this computer"
SAVING = "Saving …"
CLEAR = "Clear, keep nothing"
CLEAR_LIST = "Undo what is not saved"
CLEARED_LIST = "Back to what you saved."
ROWS_GONE = "A row with nothing in it any more was taken away."
CLEARED = "Cleared. Nothing was kept. What you saved before is still there."
CLEARED_UNHEARD = "Cleared here. No answer came, so a draft of it may still be in your folder."
CLEARED_LATE = "Cleared here. What you pressed Save for just before may still be saved."
PUT_BACK = "Put back to what was kept before."
COPY = "Copy my words"
COPIED = "Copied. You can paste them somewhere safe."
COPY_FAILED = "The browser did not allow that. You can mark the words and copy them by hand."
MORE = "More"
UNANSWER = "Clear"
UNANSWER_NAME = "Clear the answer: {ask}"
REMOVE_NAME = "Take away: {ask}"
OPENING = "Opening …"
OPENING_LONG = "The notebook is still at work. The form opens as soon as it is done."
STILL_WAITING = "Still waiting. Your words are here, not saved yet."
KERNEL_GONE_LAB = (
    "No answer came, so this may not be saved. Your words are here. "
    "Open the menu Run, choose Run All Cells, then press Save again."
)
KERNEL_GONE_APP = (
    "No answer came, so this may not be saved. Your words are here. "
    "Press Copy my words and load the page again. If they are not there, paste them."
)
NEVER_OPENED_LAB = "This form did not open. Open the menu Run and choose Run All Cells."
NEVER_OPENED_APP = "This form did not open. Load the page again."
HALF_TYPED = "A date or a number is only half typed. Finish it, or clear it."
SAVE_FIRST = "Save or clear what you have written here first."
NOT_SAVED_YET = "What you wrote before is here again. It is not saved yet."
SAVED_OLDER = "What you had when you pressed Save is safe. What you changed since is not saved yet."
SAVED = "Saved, {time}."
ENOUGH = "That’s enough for today."
NOTHING_KEPT = "Nothing was kept, as you chose. Your words stay on this page until you leave it."
NOTHING_FROM_NOW = "From now on nothing is kept. What you saved before is still in your folder."
DRAFTS_GONE = "Drafts were taken out of your folder."
PARTLY = "A part of it is kept already, the rest is not."
NOTHING_NOTE = (
    "Nothing you write here is kept, as you chose. "
    "You can change that under “Help now”, in “Your own help lines”, More."
)
BEFORE_SAVING = "Not saved yet. Please look at this first:"
NOT_SAVED = "Not saved. Your words are still here."
UNEXPECTED = "Not saved. Something in this program went wrong, not you ({kind}). Your words are still here."

STORAGE = "Before the first save: what may this computer keep?"
STORAGE_CHANGE = "What may this computer keep?"
STORAGE_OPTIONS = {
    "drafts": "Keep my words and drafts",
    "saved": "Keep only what I save",
    "nothing": "Keep nothing, just let me look",
}
STORAGE_LATER = (
    "A draft is what you typed and did not save. Kept, it is still here after a closed page. "
    "You can change this later, under “Help now”, in “Your own help lines”, More."
)
STORAGE_NEEDED = "Choose what this computer may keep. Until you choose, nothing is written."
STORAGE_FIRST = "Could someone check this computer? Read this first."

BINDER_SAVED = "Noted for this visit only. It is gone when the visit ends."
BINDER_SAVE = "Try it for this visit"

AT = "Another day"
AT_HINT = "Leave this empty for now."
CHANGE_IT = "Change it"
OR_ADD = "or add another below."
CHANGING = "You are changing what you wrote on {day}, {time}."
BACK = "Back, change nothing"
CHANGED_ELSEWHERE = (
    "Not saved: this was changed in another window after you opened it here. Your words are still here. "
    "Copy them, then go back and open it again."
)
LIST_CHANGED = (
    "Not saved: a row was changed in another window after you opened this list. Your words are still here. "
    "Copy them, press Undo to see the rows as they are now, and write them again."
)
NOT_WHOLE = "This form cannot show all of that entry, so it stays closed. Nothing was changed."
LATE = "No answer yet. Your words are here. Please leave this page open for now."
OTHER_DRAFT = "Words from another time wait here, not saved yet."
SHOW_DRAFT = "Show them"
TEN_MINUTES = "{minutes} minutes have gone by. You can stop here, or go on."
HELP_NOW = "Help now"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

TOPIC_ASK = "What would you like to talk about?"
TOPIC_LABEL = "For next time"
TOPIC_HINT = "One line is enough. A word only you understand is fine."
TOPIC_SAVED = "It waits for your next session."
TOPIC_PAST = "Your lines for next time"
TOPIC_CHOICE = "What would you like to do with it?"
TOPIC_CHOICES = {
    "keep for me": "Keep it for me",
    "not yet": "Not yet",
    "headline only": "Say only the headline",
    "want to say it": "I want to say it",
    "said it": "I said it",
}

SETTINGS_TITLE = "Your own help lines, and what to call your therapist"
SETTINGS_EMERGENCY = "Emergency number where you live"
SETTINGS_CRISIS = "A crisis line you would use"
SETTINGS_CONTACT = "A number or an address of your therapist"
SETTINGS_PERSON = "Someone you trust"
SETTINGS_THERAPIST = "What to call your therapist"
SETTINGS_THERAPIST_HINT = "A word is enough. No real name needed."
SETTINGS_SAVED = "You can change these any time."
GONE = "This entry is no longer in your folder. Nothing was changed."
TIME = "time"

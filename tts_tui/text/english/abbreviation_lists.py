"""Abbreviations and their words, by what they stand before or behind."""

from __future__ import annotations

TITLES = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Drs": "Doctors", "Prof": "Professor",
    "Profs": "Professors", "Gen": "General", "Col": "Colonel", "Capt": "Captain", "Lt": "Lieutenant",
    "Sgt": "Sergeant", "Sergt": "Sergeant", "Lieut": "Lieutenant", "Brig": "Brigadier", "Adj": "Adjutant",
    "Corp": "Corporal", "Serg": "Sergeant",
    "Rev": "Reverend", "Gov": "Governor", "Sen": "Senator", "Rep": "Representative",
    "Hon": "Honorable", "Pres": "President", "Maj": "Major", "Cmdr": "Commander", "Adm": "Admiral",
    "Cpl": "Corporal", "Pvt": "Private", "Fr": "Father", "Br": "Brother", "Msgr": "Monsignor",
    "Supt": "Superintendent", "Insp": "Inspector", "Det": "Detective", "Atty": "Attorney",
    "Messrs": "Messieurs", "Mme": "Madame", "Mlle": "Mademoiselle", "Mdlle": "Mademoiselle",
    "MM": "Messieurs", "Amb": "Ambassador", "Sec": "Secretary",
    "Mt": "Mount", "Mts": "Mounts", "Ven": "Venerable", "Ft": "Fort", "Pt": "Point", "Sens": "Senators",
    "Reps": "Representatives", "Gens": "Generals", "Asst": "Assistant", "Assoc": "Associate",
    "Vice-Pres": "Vice President", "Wm": "William", "Chas": "Charles", "Geo": "George", "Jas": "James",
    "Thos": "Thomas", "Robt": "Robert", "Edw": "Edward", "Eliz": "Elizabeth", "Benj": "Benjamin",
    "Saml": "Samuel", "Danl": "Daniel", "Jno": "John", "Richd": "Richard", "Fredk": "Frederick", "Edwd": "Edward",
    "Jos": "Joseph", "Mons": "Monsieur", "Ens": "Ensign", "Comdr": "Commander", "Pte": "Private",
}  # fmt: skip
"""Before a name."""

WITHOUT_STOP = "Mr|Mrs|Ms|Dr|Prof|Sgt|Capt|Lt|Col|Mt|Ft"
"""Of these, those that are written without a stop too, as in Britain."""

LOUD_TITLES = (
    "MR", "MRS", "DR", "MS", "PROF", "REV", "GEN", "CAPT", "SGT", "COL", "LT", "GOV", "SEN", "HON", "MT", "FT",
)  # fmt: skip
"""Of them, those that headings have in capitals."""

WORDS = {
    "Jr": "Junior", "Sr": "Senior", "Esq": "Esquire", "Inc": "Incorporated", "Corp": "Corporation",
    "Ltd": "Limited", "Regt": "Regiment", "Co": "Company", "Cos": "Companies", "Bros": "Brothers", "Dept": "Department",
    "Depts": "Departments", "Univ": "University", "Assn": "Association", "Intl": "International",
    "Natl": "National", "Govt": "Government", "Mfg": "Manufacturing", "Mgr": "Manager", "Dist": "District",
    "Ave": "Avenue", "Blvd": "Boulevard", "Bldg": "Building", "Hwy": "Highway", "Pkwy": "Parkway",
    "Rd": "Road", "Ln": "Lane", "feat": "featuring", "Ctrl": "Control", "Cmd": "Command", "vs": "versus",
    "etc": "et cetera", "approx": "approximately", "esp": "especially", "incl": "including",
    "excl": "excluding", "max": "maximum", "misc": "miscellaneous", "temp": "temperature", "avg": "average",
    "govt": "government", "dept": "department", "Tel": "telephone", "tel": "telephone", "cont": "continued",
    "cf": "compare", "viz": "namely", "ibid": "ibid", "resp": "respectively", "al": "al", "seq": "seq",
    "ca": "circa", "Approx": "Approximately", "Cf": "Compare", "Vs": "Versus", "Mon": "Monday",
    "Tues": "Tuesday", "Tue": "Tuesday", "Jan": "January", "Feb": "February", "Apr": "April",
    "Jun": "June", "Jul": "July", "Aug": "August", "Sept": "September", "Sep": "September", "Oct": "October",
    "Nov": "November", "Dec": "December", "Wed": "Wednesday", "Thurs": "Thursday", "Thu": "Thursday",
    "Thur": "Thursday", "Fri": "Friday", "Min": "minimum", "Acad": "Academy", "Inst": "Institute",
    "Soc": "Society", "Soph": "Sophomore", "orig": "originally", "ed": "edition", "hon": "honorary",
    "pop": "population", "abbr": "abbreviation", "Ref": "reference", "mgmt": "management",
    "asst": "assistant", "doz": "dozen", "mgr": "manager", "inc": "including",
    "qtr": "quarter", "Sqn": "Squadron", "pct": "percent", "Bp": "Bishop", "Abp": "Archbishop",
}  # fmt: skip
"""With their stop, which stays where it ends the sentence."""

ENDINGS = ("inc", "ed", "al", "ca", "hon", "pop", "tel", "cont", "Ed", "Min")
"""Of these, those that many words end in."""

BEFORE_NUMBERS = {
    "Fig": "figure", "Figs": "figures", "Vol": "volume", "Vols": "volumes", "Ch": "chapter",
    "Chap": "chapter", "Sec": "section", "Sect": "section", "Eq": "equation", "Eqs": "equations",
    "Art": "article", "Tab": "table", "Ex": "exercise", "App": "appendix", "Ref": "reference",
    "Refs": "references", "Op": "opus", "op": "opus", "Pp": "pages",
    "Ver": "version", "Ed": "edition", "No": "number", "Nos": "numbers",
    "Pt": "part", "Bk": "book", "p": "page", "pp": "pages", "pg": "page", "pgs": "pages",
    "para": "paragraph", "ch": "chapter", "vv": "verses",
    "col": "column", "cols": "columns",
    "fig": "figure", "figs": "figures", "vol": "volume", "eq": "equation", "sec": "section", "no": "number",
    "nos": "numbers", "vols": "volumes", "Ext": "extension", "ext": "extension", "v": "verse", "l": "line",
    "ll": "lines", "n": "note", "nn": "notes", "fn": "footnote",
    "sc": "scene", "Sc": "scene", "bk": "book", "lib": "book", "chap": "chapter", "Q": "question",
    "q": "question", "Apt": "apartment", "Ste": "suite",
    "Rm": "room", "Fl": "floor", "Rte": "route", "Rt": "route", "Fwy": "freeway", "Prop": "proposition",
    "Fol": "folio", "fol": "folio",
    "Hwy": "highway", "ver": "version", "Ser": "series", "cl": "clause",
    "subsec": "subsection", "par": "paragraph", "c": "circa", "ca": "circa", "Ca": "circa",
    "r": "reigned", "b": "born", "d": "died", "fl": "flourished", "pop": "population", "Pop": "population",
}  # fmt: skip
"""Before a number or a numeral."""

COUNTIES = (
    "Kerry|Cork|Clare|Galway|Mayo|Sligo|Donegal|Dublin|Wicklow|Wexford|Waterford|Tipperary|Kilkenny|Kildare|Meath|Louth|Down"
    "|Antrim|Armagh|Derry|Londonderry|Tyrone|Fermanagh|Cavan|Monaghan|Leitrim|Roscommon|Longford|Offaly|Laois|Carlow|Durham"
)

PHRASES = {
    "w/o": "without", "w/": "with", "b/c": "because", "c/o": "care of", "n/a": "N A", "a/c": "A C",
    "i/o": "I O", "s/he": "she or he", "p/e": "P E", "he/she": "he or she", "she/he": "she or he",
    "his/her": "his or her", "him/her": "him or her", "her/him": "her or him", "a/k/a": "A K A",
    "his/hers": "his or hers", "and/or": "and or", "y/o": "year old", "w/in": "within", "r/o": "rule out",
    "h/t": "hat tip", "m/f": "M F", "ac/dc": "A C D C", "km/h": "kilometers per hour",
    "mg/kg": "milligrams per kilogram", "mg/l": "milligrams per liter", "m/s": "meters per second",
}  # fmt: skip


COUNTED = {"vols": "volumes", "pp": "pages", "bks": "books", "pts": "parts", "chs": "chapters"}
RANKS = TITLES | {"Vice": "Vice", "Rear": "Rear"}


CLIPPED = {
    "gen'l": "general", "gov't": "government", "dep't": "department", "sec'y": "secretary", "ass'n": "association",
    "int'l": "international", "nat'l": "national", "cont'd": "continued", "jan'y": "January", "feb'y": "February",
    "sam'l": "Samuel", "dan'l": "Daniel", "rec'd": "received", "pres't": "president", "rev'd": "reverend",
}  # fmt: skip
MONTHS = {"inst": "instant", "ult": "ultimo", "prox": "proximo"}
"""This month, the last and the next, in letters of the nineteenth century."""

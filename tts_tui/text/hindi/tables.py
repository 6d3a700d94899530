"""What signs are called in Hindi: currencies, units, letters, titles."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

import re

CURRENCIES = {
    sign: (unit, hundredth)
    for signs, unit, hundredth in (
        ("₹ रु. रु रू. Rs. Rs INR", "रुपए", "पैसे"),
        ("$ US$ USD", "डॉलर", "सेंट"),
        ("€ EUR", "यूरो", "सेंट"),
        ("£ GBP", "पाउंड", "पेंस"),
        ("¥ JPY", "येन", ""),
        ("₩ KRW", "वॉन", ""),
        ("৳", "टका", "पैसे"),
        ("₦", "नाइरा", "कोबो"),
        ("₽", "रूबल", "कोपेक"),
        ("₿", "बिटकॉइन", ""),
    )
    for sign in signs.split()
}
"""Sign or code: the unit and its hundredth, if it has one."""

_BASES = {
    "m मी मी.": "मीटर", "g": "ग्राम", "l L ली ली. लि. लीटर": "लीटर",
    "W": "वाट", "V": "वोल्ट", "A": "एम्पियर", "Hz": "हर्ट्ज़",
    "Pa": "पास्कल", "J": "जूल", "N": "न्यूटन", "s": "सेकंड", "cal": "कैलोरी",
}  # fmt: skip
_PREFIXES = {
    "k": "किलो", "c": "सेंटी", "m": "मिली", "M": "मेगा", "G": "गीगा", "n": "नैनो", "µ": "माइक्रो", "μ": "माइक्रो",
    "d": "डेसी", "h": "हेक्टो", "T": "टेरा",
}  # fmt: skip
_LENGTHS = (
    {"m": "मीटर", "ft": "फीट", "in": "इंच", "mi": "मील", "yd": "यार्ड"}
    | {f"{prefix}m": f"{_PREFIXES[prefix]}मीटर" for prefix in "kcmdnµμ"}
    | {
        "मी": "मीटर",
        "किमी": "किलोमीटर",
        "सेमी": "सेंटीमीटर",
        "मिमी": "मिलीमीटर",
        "फुट": "फुट",
        "फीट": "फीट",
        "इंच": "इंच",
    }
)

UNITS = {
    **{sign: unit for signs, unit in _BASES.items() for sign in signs.split()},
    **{
        prefix + sign: name + unit
        for signs, unit in _BASES.items()
        for sign in signs.split()
        if sign.isascii()
        for prefix, name in _PREFIXES.items()
        if prefix + sign not in ("min", "hs", "dl", "cal", "TA", "hA", "dA", "dW", "hW", "Ts", "ds", "hs")
    },
    **_LENGTHS,
    **{f"{length}{power}": f"वर्ग {unit}" for length, unit in _LENGTHS.items() for power in "²2"},
    **{f"{length}{power}": f"घन {unit}" for length, unit in _LENGTHS.items() for power in "³3"},
    **{f"sq {length}": f"वर्ग {unit}" for length, unit in _LENGTHS.items()},
    **{f"cu {length}": f"घन {unit}" for length, unit in _LENGTHS.items()},
    **dict.fromkeys(("किमी", "कि.मी.", "कि. मी."), "किलोमीटर"),
    **dict.fromkeys(("सेमी", "से.मी.", "सें.मी."), "सेंटीमीटर"),
    **dict.fromkeys(("मिमी", "मि.मी."), "मिलीमीटर"),
    **dict.fromkeys(("किग्रा", "कि.ग्रा."), "किलोग्राम"),
    **dict.fromkeys(("मिग्रा", "मि.ग्रा."), "मिलीग्राम"),
    **dict.fromkeys(("मिली", "मि.ली."), "मिलीलीटर"),
    **dict.fromkeys(("h", "hr", "hrs", "घंटा", "घंटे"), "घंटा"),
    **dict.fromkeys(("hour", "hours"), "घंटा"),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "मिनट", "मि"), "मिनट"),
    **dict.fromkeys(("second", "seconds"), "सेकंड"),
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes"), "टन"),
    **dict.fromkeys(("foot", "feet"), "फीट"),
    **dict.fromkeys(("inch", "inches"), "इंच"),
    **dict.fromkeys(("mile", "miles"), "मील"),
    **dict.fromkeys(("meter", "meters", "metre", "metres"), "मीटर"),
    **dict.fromkeys(("kilometer", "kilometers", "kilometre", "kilometres"), "किलोमीटर"),
    **dict.fromkeys(("gram", "grams", "ग्रा."), "ग्राम"),
    **dict.fromkeys(("kilogram", "kilograms", "kilo", "kilos"), "किलोग्राम"),
    **dict.fromkeys(("liter", "liters", "litre", "litres"), "लीटर"),
    **dict.fromkeys(("sec", "सेकंड"), "सेकंड"),
    **dict.fromkeys(("d", "day", "days"), "दिन"),
    **dict.fromkeys(("wk", "wks", "week", "weeks"), "हफ़्ता"),
    **dict.fromkeys(("mo", "month", "months"), "महीना"),
    **dict.fromkeys(("yr", "yrs", "year", "years"), "साल"),
    "doz": "दर्जन", "t": "टन", "lb": "पाउंड", "lbs": "पाउंड", "oz": "आउन्स", "gal": "गैलन", "ha": "हेक्टेयर",
    "acre": "एकड़", "acres": "एकड़", "°C": "डिग्री सेल्सियस", "℃": "डिग्री सेल्सियस", "°F": "डिग्री फारेनहाइट",
    "° C": "डिग्री सेल्सियस", "° F": "डिग्री फारेनहाइट", "°": "डिग्री", "K": "केल्विन", "dB": "डेसीबल", "B": "बाइट",
    "kB": "किलोबाइट", "KB": "किलोबाइट", "MB": "मेगाबाइट", "GB": "गीगाबाइट", "TB": "टेराबाइट",
    "kbps": "किलोबिट प्रति सेकंड", "Mbps": "मेगाबिट प्रति सेकंड", "Gbps": "गीगाबिट प्रति सेकंड",
    "kWh": "किलोवाट घंटा", "Ah": "एम्पियर घंटा", "mAh": "मिलीएम्पियर घंटा", "hp": "हॉर्स पावर", "rpm": "आर पी एम",
    "psi": "पी एस आई", "bar": "बार", "mph": "मील प्रति घंटा", "kmph": "किलोमीटर प्रति घंटा", "cc": "सी सी",
    "Ω": "ओम", "m/s²": "मीटर प्रति वर्ग सेकंड",
    "m/s2": "मीटर प्रति वर्ग सेकंड", "px": "पिक्सल", "MP": "मेगापिक्सल", "st": "स्टोन", "किमी/घंटा": "किलोमीटर प्रति घंटा",
    "kg": "किलोग्राम", "KG": "किलोग्राम", "Kg": "किलोग्राम", "KM": "किलोमीटर", "Km": "किलोमीटर", "mL": "मिलीलीटर",
    "sq. ft.": "वर्ग फीट", "sqft": "वर्ग फीट", "KW": "किलोवाट",
}  # fmt: skip

QUARTERED = frozenset(
    "h hr hrs min mins s sec d day days wk wks week weeks mo month months yr yrs year years doz घंटा घंटे मिनट".split()
)
"""Of these one says डेढ़ and ढाई."""

ENGLISH_ORDINALS = dict(
    enumerate(
        (
            "फ़र्स्ट सेकंड थर्ड फ़ोर्थ फ़िफ्थ सिक्स्थ सेवंथ एटथ नाइंथ टेंथ इलेवंथ ट्वेल्फ्थ थर्टींथ फ़ोर्टींथ "
            "फ़िफ्टींथ सिक्सटींथ सेवंटींथ एटींथ नाइंटींथ ट्वेंटिएथ"
        ).split(),
        start=1,
    )
)

LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ज़ेड".split(),
        strict=True,
    )
)

WEB = {
    "gmail": "जीमेल", "google": "गूगल", "yahoo": "याहू", "youtube": "यूट्यूब", "facebook": "फ़ेसबुक",
    "hotmail": "हॉटमेल", "outlook": "आउटलुक", "twitter": "ट्विटर", "amazon": "अमेज़न", "wikipedia": "विकिपीडिया",
    "com": "कॉम", "org": "ऑर्ग", "net": "नेट", "in": "इन", "home": "होम", "user": "यूज़र", "users": "यूज़र्स",
    "test": "टेस्ट", "mail": "मेल", "github": "गिटहब", "index": "इंडेक्स", "data": "डेटा", "page": "पेज",
    "instagram": "इंस्टाग्राम", "linkedin": "लिंक्डइन", "microsoft": "माइक्रोसॉफ़्ट", "file": "फ़ाइल", "image": "इमेज",
    "download": "डाउनलोड", "downloads": "डाउनलोड्स", "documents": "डॉक्यूमेंट्स", "report": "रिपोर्ट", "news": "न्यूज़",
    "india": "इंडिया", "online": "ऑनलाइन", "login": "लॉगिन", "desktop": "डेस्कटॉप", "windows": "विंडोज़", "photo": "फ़ोटो",
    "video": "वीडियो", "music": "म्यूज़िक", "admin": "एडमिन", "support": "सपोर्ट", "help": "हेल्प", "contact": "कॉन्टैक्ट",
    "covid": "कोविड",
}  # fmt: skip
"""Names in addresses that are said as words; others are spelt."""

MARKS = {
    "/": "फॉरवर्ड स्लैश", "\\": "बैकवर्ड स्लैश", ":": "कोलन", ".": "डॉट", "-": "हाइफ़न", "_": "अंडर स्कोर",
    "@": "एट", "?": "क्वेश्चन मार्क", "=": "इक्वल", "&": "एंड", "#": "हैश", "+": "प्लस", "%": "परसेंट",
    "~": "टिल्ड",
}  # fmt: skip

ACRONYM_WORDS = {
    "COVID": "कोविड", "Covid": "कोविड", "NASA": "नासा", "ISRO": "इसरो", "NATO": "नाटो", "UNESCO": "यूनेस्को",
    "UNICEF": "यूनिसेफ", "SAARC": "सार्क", "AIDS": "एड्स", "NEET": "नीट", "OPEC": "ओपेक", "ASEAN": "आसियान", "FIFA": "फीफा",
    "SIM": "सिम", "PIN": "पिन", "PAN": "पैन", "RAM": "रैम", "SWAYAM": "स्वयं", "NITI": "नीति", "LIDAR": "लिडार",
    "RADAR": "रडार",
    "QUAD": "क्वाड", "BRICS": "ब्रिक्स", "G20": "जी ट्वेंटी", "G7": "जी सेवन", "T20": "टी ट्वेंटी",
    "WiFi": "वाई फाई", "Wi-Fi": "वाई फाई",
}  # fmt: skip
"""Acronyms that are no row of letters."""

SANSKRIT_ORDINALS = "प्रथम द्वितीय तृतीय चतुर्थ पंचम षष्ठ सप्तम अष्टम नवम दशम".split()
"""Of kings, popes and wars, from the first."""

ABBREVIATIONS = {
    "डॉ.": "डॉक्टर", "डा.": "डॉक्टर", "प्रो.": "प्रोफेसर", "श्री.": "श्री", "इं.": "इंजीनियर", "पं.": "पंडित",
    "इंजी.": "इंजीनियर", "अं.": "अंक", "अनु.": "अनुच्छेद", "क्र.सं.": "क्रम संख्या", "दि.": "दिनांक", "कृ.प.उ.": "कृपया पन्ना उलटें",
    "कु.": "कुमारी", "स्व.": "स्वर्गीय", "मि.": "मिस्टर", "सं.": "संख्या", "क्र.": "क्रमांक", "नं.": "नंबर",
    "ई.पू.": "ईसा पूर्व", "वि.सं.": "विक्रम संवत", "पृ.": "पृष्ठ", "जि.": "जिला", "दू.": "दूरभाष", "उ.प्र.": "उत्तर प्रदेश",
    "म.प्र.": "मध्य प्रदेश", "ई.": "ईसवी", "ले.": "लेफ्टिनेंट", "कै.": "कैप्टन", "एड.": "एडवोकेट",
}  # fmt: skip

PLACE = re.compile(
    r"(?<![\u0900-\u0963])(?:रोड|मार्ग|गली|कॉलोनी|नगर|सेक्टर|प्लॉट|फ्लोर|अपार्टमेंट|स्ट्रीट|एवेन्यू|ब्लॉक|फ्लैट|पार्क|विहार|"
    r"चौक|एन्क्लेव)(?![\u0900-\u0963])"
)
"""What stands beside the number of a house."""

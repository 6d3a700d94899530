"""The words of Hindi: months, money, units, letters, abbreviations, signs."""

from __future__ import annotations

from collections.abc import Mapping


def _pairs(table: str) -> Mapping[str, str]:
    """Rows of "written, written | said"."""
    found = {}
    for row in filter(None, map(str.strip, table.splitlines())):
        written, _, said = row.partition(" | ")
        found.update(dict.fromkeys(written.split(", "), said))
    return found


# ruff: noqa: SIM905 (a list that is to be read as words)
MONTHS = "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर".split()
WRITTEN_MONTHS = [
    *MONTHS,
    *"फरवरी फ़रवरी सितम्बर अक्तूबर अक्टुबर नवम्बर दिसम्बर जन. फर. अप्रै. अग. सित. अक्टू. नव. दिस.".split(),
]
"""Also as they are written elsewhere or shortened."""

MONEY: Mapping[str, tuple[str, str, str]] = {
    sign: (one, several, small)
    for signs, one, several, small in (
        ("₹ ₨ Rs. Rs INR रु. रु रू. रू", "रुपया", "रुपए", "पैसे"),
        ("$ US$ USD", "डॉलर", "डॉलर", "सेंट"),
        ("€ EUR", "यूरो", "यूरो", "सेंट"),
        ("£ GBP", "पाउंड", "पाउंड", "पेंस"),
        ("¥ JPY", "येन", "येन", ""),
        ("₩", "वॉन", "वॉन", ""),
        ("৳", "टका", "टका", "पैसे"),
        ("₽", "रूबल", "रूबल", "कोपेक"),
        ("₺", "लीरा", "लीरा", "कुरुश"),
        ("₦", "नाइरा", "नाइरा", "कोबो"),
    )
    for sign in signs.split()
}
"""By sign: one, several, and the hundredth part; empty where there is none."""

UNITS = _pairs(
    """
    km, किमी, कि.मी., कि.मी | किलोमीटर
    m, मी., मी | मीटर
    cm, सेमी, से.मी., सें.मी. | सेंटीमीटर
    mm, मिमी, मि.मी. | मिलीमीटर
    μm, µm | माइक्रोमीटर
    nm | नैनोमीटर
    dm | डेसीमीटर
    mi | मील
    ft | फीट
    in | इंच
    yd | यार्ड
    km², km2, sq km, वर्ग किमी | वर्ग किलोमीटर
    m², m2, sq m | वर्ग मीटर
    cm², cm2 | वर्ग सेंटीमीटर
    mm², mm2 | वर्ग मिलीमीटर
    ft², ft2, sq ft | वर्ग फीट
    in², in2 | वर्ग इंच
    km³, km3 | घन किलोमीटर
    m³, m3 | घन मीटर
    cm³, cm3 | घन सेंटीमीटर
    ft³ | घन फीट
    ha | हेक्टेयर
    ac | एकड़
    kg, किग्रा, कि.ग्रा., कि.ग्रा | किलोग्राम
    g, gm, ग्रा., ग्रा | ग्राम
    mg, मिग्रा, मि.ग्रा. | मिलीग्राम
    μg, µg | माइक्रोग्राम
    t | टन
    q | क्विंटल
    lb, lbs | पाउंड
    oz | आउन्स
    l, L, ली. | लीटर
    ml, mL, मिली, मि.ली. | मिलीलीटर
    dl, dL | डेसीलीटर
    kl, kL | किलोलीटर
    cc | सी सी
    gal | गैलन
    pt | पिंट
    h, hr, hrs | घंटे
    min | मिनट
    s, sec | सेकंड
    ms | मिलीसेकंड
    yr | साल
    °C, ℃ | डिग्री सेल्सियस
    °F, ℉ | डिग्री फारेनहाइट
    K | केल्विन
    ° | डिग्री
    V | वोल्ट
    kV | किलोवोल्ट
    mV | मिलीवोल्ट
    A | ऐंपीयर
    mA | मिलीऐंपीयर
    mAh | मिलीऐंपीयर घंटा
    W | वाट
    kW | किलोवाट
    MW | मेगावाट
    GW | गीगावाट
    kWh | किलोवाट घंटा
    Hz | हर्ट्ज़
    kHz | किलोहर्ट्ज़
    MHz | मेगाहर्ट्ज़
    GHz | गीगाहर्ट्ज़
    N | न्यूटन
    J | जूल
    kJ | किलोजूल
    cal | कैलोरी
    kcal | किलोकैलोरी
    Pa | पास्कल
    kPa | किलोपास्कल
    bar | बार
    dB | डेसीबल
    Ω | ओम
    hp | हॉर्सपॉवर
    mol | मोल
    rpm | चक्कर प्रति मिनट
    mph | मील प्रति घंटा
    kmph | किलोमीटर प्रति घंटा
    bps | बिट प्रति सेकंड
    kbps | किलोबिट प्रति सेकंड
    Mbps | मेगाबिट प्रति सेकंड
    Gbps | गीगाबिट प्रति सेकंड
    KB, kB | किलोबाइट
    MB | मेगाबाइट
    GB | गीगाबाइट
    TB | टेराबाइट
    px | पिक्सेल
    """
)

ONE_OF = {"घंटे": "घंटा", "फीट": "फुट"}
"""Where one is another word; and what stands behind "per"."""

PER = {"h": "घंटा", "hr": "घंटा", "घंटा": "घंटा", "s": "सेकंड", "sec": "सेकंड", "min": "मिनट"}

LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ज़ेड".split(),
        strict=True,
    )
)

ABBREVIATIONS = _pairs(
    """
    कि.मी | किलोमीटर
    से.मी | सेंटीमीटर
    मि.मी | मिलीमीटर
    कि.ग्रा | किलोग्राम
    मि.ग्रा | मिलीग्राम
    डॉ, डा | डॉक्टर
    प्रो | प्रोफेसर
    पं | पंडित
    कु | कुमारी
    स्व | स्वर्गीय
    ले | लेफ्टिनेंट
    मि | मिस्टर
    सुश्री | सुश्री
    श्री | श्री
    नं | नंबर
    क्र | क्रमांक
    सं | संख्या
    पृ | पृष्ठ
    उदा | उदाहरण
    ई.पू | ईसा पूर्व
    म.प्र | मध्य प्रदेश
    उ.प्र | उत्तर प्रदेश
    आं.प्र | आंध्र प्रदेश
    हि.प्र | हिमाचल प्रदेश
    """
)
"""Without the stop behind them."""

WEB_NAMES = {
    ".": "डॉट", "@": "एट", "-": "हाइफ़न", "_": "अंडर स्कोर", "/": "फॉरवर्ड स्लैश", ":": "कोलन", "?": "क्वेश्चन मार्क",
    "=": "इक्वल", "&": "एंड", "#": "हैश", "%": "परसेंट", "+": "प्लस", "~": "टिल्ड",
    "com": "कॉम", "in": "इन", "org": "ऑर्ग", "net": "नेट", "gov": "गव", "edu": "ई डी यू", "gmail": "जीमेल",
    "google": "गूगल", "yahoo": "याहू", "hotmail": "हॉटमेल", "outlook": "आउटलुक", "facebook": "फेसबुक",
    "www": "डब्ल्यू डब्ल्यू डब्ल्यू",
}  # fmt: skip

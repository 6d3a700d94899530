"""What stands before a Roman numeral."""

from __future__ import annotations

HEADS = frozenset(
    """
    act amendment angiotensin annex appendix art article axiom bipolar bk block book bowl camp canto
    category ch chap chapter class clause collagen concerto cranial district division dynasty episode
    exhibit factor fig figure formula generation grade group hymn interleukin issue item lemma lesson
    level liga map mark mk module nerve nerves no note number numeral option order panel part phase plate psalm
    pt quarter rank region round rule sc scene schedule season sec section series sonata sonnet stage
    stanza stave step symphony tab table theorem tier title trimester type unit vatican verse vol volume war
    wrestlemania zone
    """.split()
)
"""Nouns that are counted with Roman numerals, in small letters and the singular."""

KEPT_AFTER = {

    "X": ("mark", "generation", "class", "factor", "rank", "option", "item", "rule", "issue", "number", "group", "war"),
    "C": ("vitamin",), "V": ("mark", "rule", "option", "item", "district", "region", "zone"),
    "I": ("note", "number", "no", "order", "option", "rule", "issue", "item", "camp", "map", "series", "rank"),
}  # fmt: skip
"""Where the single letter is a letter, or the speaker."""

MODELS = frozenset(
    """
    iphone os pro fantasy bowl rocky apollo episode windows gemini titan saturn mercury soyuz
    wrestlemania quest fighter evil auto civilization quake doom ultima mark mk salyut vostok ariane
    wars elements legends warcraft craft souls kombat kart
    """.split()
)
"""Last words of names of things whose number is said plainly, also when it is a single letter."""

TITLES = frozenset(
    """
    Abbot Antipope Archduke Baron Bishop Caliph Count Countess Czar Despot Duchess Duke Earl Elector
    Emir Emperor Empress Infante Kaiser Khedive King Landgrave Lord Maharaja Margrave Nawab Nizam
    Patriarch Pharaoh Pope Prince Princess Queen Raja Saint Shah Sheikh Sir St. Sultan Tsar Tsarina
    """.split()
)
"""Before a name whose numeral is said as an ordinal."""

FIRST_NAMES = frozenset(
    """
    Aaron Adam Alan Allen Alvin Andre Anthony Arnold Barry Benjamin Bernard Billy Bobby Bradley Brandon Brian Bruce
    Bryan Calvin Cedric Chad Chester Chris Clarence Clark Claude Clifford Clinton Clyde Cornelius Craig Curtis Dale
    Darrell Davis Dean Dennis Derek Derrick Don Douglas Duane Dwight Earl Eddie Edwin Elliott Elmer Ernie Everett
    Floyd Frank Franklin Fred Gary Gene Gerald Gilbert Glen Glenn Gordon Graham Grant Greg Harrison Harvey Hector
    Henderson Herbert Herman Horace Hubert Irving Isaac Jake Jared Jason Jay Jeff Jeffrey Jeremy Jerome Jerry Jesse
    Jim Jimmy Joel Johnny Jon Jonathan Jordan Joshua Justin Keith Ken Kirk Kyle Lance Larry Lawrence Lee Leon Leonard
    Leroy Leslie Lester Lewis Lionel Lloyd Lyle Marcus Mario Mark Marshall Marvin Matt Matthew Maurice Max Melvin
    Micah Mike Miles Milton Mitchell Morgan Morris Moses Nathan Nathaniel Neil Nelson Nick Noah Norman Oliver Patrick
    Percy Perry Phil Ralph Ray Rick Rob Rodney Roger Roland Roman Ron Ross Roy Russell Ryan Sam Sammy Scott Sean
    Seth Sidney Spencer Stanley Steve Steven Stewart Stuart Ted Terrence Terry Theodore Thurston Tim Todd Tom Tommy
    Tony Travis Trevor Troy Tyler Vernon Vincent Virgil Walker Wallace Warren Wayne Wendell Will Willie Winston
    """.split()
)
"""First names of commoners: the numeral behind the surname is the grandson's."""

MONARCHS = frozenset(
    """
    Abdulhamid Abdullah Adolf Adolph Adrian Afonso Ahmed Akbar Albert Alexander Alexios Alfonso Alphonse
    Amadeus Amenemhat Amenhotep Andrew Andronikos Anne Antiochus Arnulf Artabanus Artaxerxes Arthur
    Attalus August Augustus Bagrat Bahram Baldwin Basil Baudouin Bayezid Bela Benedict Bermudo Birendra
    Birger Boleslaw Boniface Béla Callixtus Canute Carl Carlos Casimir Catherine Celestine Charles
    Christian Clement Cleopatra Conrad Constantine Constantius Cosimo Cyrus Daniel Darius David Donald
    Edgar Edmund Edward Eleanor Elizabeth Emanuele Emmanuel Eric Erik Ernest Ernst Ethelred Eugene
    Eumenes Faisal Felipe Ferdinand Fernando Francis Franz François Frederick Fredrik Friedrich García
    Gaston George Gregory Guillaume Gustaf Gustav Gustavus Gyanendra Géza Haakon Hadrian Hamad Hamid
    Harald Harold Harry Hassan Henri Henry Hethum Honorius Howard Hugh Humbert Hussein Innocent Isa
    Isabella Ivan Jack James Jean Jigme Joan Joanna Joe John Josef Joseph João Juan Julius Justinian
    Kamehameha Karl Kenneth Kevin Khalifa Khosrow Ladislaus Leo Leopold Levon Lorenzo Lothair Louis
    Ludwig Luke Magnus Mahmud Malcolm Manuel Margaret Margrethe Martin Mary Matilda Matthew Maximilian
    Mehmed Menelik Mentuhotep Michael Michał Mithradates Mithridates Mohammed Muhammad Murad Mustafa
    Napoleon Napoléon Nicholas Nikephoros Norodom Olaf Olav Ordoño Oscar Otto Paul Pedro Pepi Pepin
    Peter Philip Philippe Phraates Pius Psamtik Ptolemy Qaboos Rainier Rama Rameses Ramesses Ramiro
    Ramses Ranuccio Raymond Richard Robert Romanos Ronald Rudolf Rudolph Samuel Sancho Sargon Seleucus
    Selim Senusret Seti Shapur Sigismund Simon Sixtus Stefan Stephen Suleiman Sverker Sweyn Tamar
    Tewodros Theobald Theodosius Thomas Thutmose Tiberius Tigranes Timothy Tupou Tutankhamun Umberto
    Urban Valdemar Victor Vittorio Vladislaus Vologases Waldemar Walter Wenceslaus Wilhelm Willem
    William Xerxes Yazdegerd Æthelred
    """.split()
)
"""First names after which a numeral is said as an ordinal."""

"""The cast: every name that the sample documents may accuse, list, pay or place something in, with its other names.

Companies, bodies and people are invented. Real places carry `invented: false`; nothing but geography is said of them.
"""

COMPANIES = {
    "Veshtar Optical Technology Co., Ltd.": (
        "Veshtar",
        "Veshtar Optical",
        "Veshtar Optical Technology",
        "Veshtar Vision",
        "VOT",
        "Dervan Optical Works",
        "Veshtar Optical Technology Company Limited",
        "Weshtar Optical Technology",
    ),
    "Veshtar Holding JSC": ("Veshtar Holding",),
    "Meridian Gate Systems Limited": (
        "Meridian Gate",
        "Meridian Gate Systems",
        "Meridian",
        "MGS",
        "Meridian Gate Systems Ltd",
    ),
    "O'Brannoch Aerial Systems plc": (
        "O'Brannoch",
        "O'Brannoch Aerial",
        "O'Brannoch Aerial Systems",
        "OAS",
        "O’Brannoch Aerial Systems plc",
    ),
    "Lumen Harbour Analytics B.V.": ("Lumen Harbour", "Lumen Harbour Analytics", "LHA", "Lumen Harbor Analytics"),
    "Pallas Crane Trading FZE": ("Pallas Crane", "Pallas Crane Trading", "Pallas Crane General Trading", "PCT"),
    "Norden & Vale Integration GmbH": ("Norden & Vale", "Norden & Vale Integration", "Norden and Vale", "N&V"),
}
GOVERNMENTS = {
    "Republic of Norvenia": ("Norvenia", "Norvenian government", "Dervan"),
    "Ministry of Interior Affairs of the Republic of Norvenia": (
        "Interior Ministry",
        "Norvenian Interior Ministry",
        "MIA",
        "Ministry of Interior Affairs",
    ),
    "Tavrin Regional Public Safety Bureau": ("Public Safety Bureau", "TRPSB", "the bureau"),
    "State Border Service of Norvenia": (
        "Norvenian border service",
        "Norvenian Border Service",
        "border service",
        "SBS",
        "Norvenian border force",
    ),
    "Commonwealth of Kestria": ("Kestria", "government of Kestria", "Kestrian government"),
    "Kestrian Office of Trade Restrictions": ("KOTR", "Office of Trade Restrictions"),
    "Kestrian Communications Board": ("KCB", "Communications Board"),
    "Kestrian Ministry of Health": ("Ministry of Health",),
    "Adriatic Customs Union": ("ACU", "Customs union", "Council of the Adriatic Customs Union", "Council of the Union"),
    "Upper Adriatic Ports Authority": ("UAPA", "ports authority"),
    "Calderwick Borough Council": ("Calderwick", "Calderwick Council"),
    "Eskmere District Council": ("Eskmere",),
    "Mombasa Corridor Transport Authority": ("MCTA",),
}
ORGANISATIONS = {
    "Open Lens Watch": ("OLW",),
    "Highland Rights Monitor": ("HRM",),
    "Cartwheel Research": ("Cartwheel",),
    "Kestrian Installers' Federation": (),
    "The Aldermouth Courier": ("the Courier",),
    "The Pennine Dispatch": ("the Dispatch",),
    "The Quarnero Post": (),
    "Tender Review": (),
    "Kestria News Agency": ("KNA",),
}
PERSONS = {
    "Gregor Malinde": ("MALINDE, Gregor",),
    "Pavel Ostrane": (),
    "Ilko Varesh": ("VARESH, Ilko",),
    "Tomas Herling": (),
    "Samira Oyelaran": ("Ms Oyelaran",),
    "Helena Brook-Sayer": (),
    "Fiona Castellane": (),
    "Donal O'Brannoch": ("Donal O’Brannoch",),
    "Anneke Duivenbode": ("Ms Duivenbode",),
    "Ruth Ackenshaw": (),
    "Luca Strassold": (),
    "Wanjiru Katama": ("Ms Katama",),
    "Anton Grebel": ("Colonel Anton Grebel",),
    "Obadiah Crewe": (),
    "Rasheed Colmenar": ("COLMENAR, Rasheed",),
    "Jonas Wendtland": (),
    "Milena Korst": (),
}
GROUPS = {"Tavri": ("Tavri people", "Tavri minority")}
INVENTED_PLACES = {
    "Norvenia": ("Republic of Norvenia",),
    "Kestria": (),
    "Tavrin": ("Tavrin region", "Tavrin highlands", "the highlands"),
    "Osk": (),
    "Osk Valley": ("Osk valley",),
    "Karsova": (),
    "Dervan": (),
    "Sedlo": (),
    "Aldermouth": (),
    "Calderwick": (),
    "Eskmere": (),
    "Fellbeck": (),
}
REAL_PLACES = dict.fromkeys(
    [
        "Trieste",
        "Rijeka",
        "Koper",
        "Leeds",
        "Bradford",
        "Hull",
        "Rotterdam",
        "Hamburg",
        "Cork",
        "Dublin",
        "Dubai",
        "Mombasa",
        "Voi",
        "Mazeras",
        "Kenya",
        "Italy",
        "Manchester",
        "London",
    ],
    (),
) | {"West Yorkshire": (), "north of England": ("the north",), "England and Wales": ()}


def entities() -> list[dict[str, object]]:
    """Every name with its label, its other names and whether it is invented, in a fixed order."""
    groups = (
        ("company", COMPANIES, True),
        ("government", GOVERNMENTS, True),
        ("organisation", ORGANISATIONS, True),
        ("person", PERSONS, True),
        ("group", GROUPS, True),
        ("place", INVENTED_PLACES, True),
        ("place", REAL_PLACES, False),
    )
    return [
        {"name": name, "label": label, "aliases": sorted(aliases), "invented": invented}
        for label, names, invented in groups
        for name, aliases in sorted(names.items())
    ]

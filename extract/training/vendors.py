"""Names of vendors that do not exist, in the forms that contracts, notices and news use for real ones."""

from __future__ import annotations

import random

from extract.training.scheme import listed

_ONSETS = listed("b br c ch d dr f fr g gl h hu j k kl l m n p pr qu r s sh st t tr v w x y z zh")
_VOWELS = ["a", "a", "e", "e", "i", "i", "o", "o", "u", "ai", "ao", "ei", "ia", "io", "ua", "ui"]
_CODAS = ["", "", "", "n", "ng", "r", "l", "s", "x", "t", "k", "m", "nd", "rt"]
_HEADS = listed(
    "Meridian Northgate Silver Falcon Orion Atlas Granite Harbor Harbour Summit Pacific Evergreen Blue "
    "Iron Golden Red Apex Vector Nova Zenith Sentinel Keystone Cobalt Delta Crescent Lotus Dragon Phoenix "
    "Polar Union Eagle Star Bright Clear True Safe Smart Deep Sky Sun Stone River Cedar Oak Pine Lake "
    "Ocean Horizon Alpha Omega Prime Titan"
)
_TRADES = listed(
    "Technology Technologies Systems Security Surveillance Electronics Digital Solutions Networks Trading "
    "Shipping Aviation Petroleum Mining Steel Textile Foods Pharma Biotech Robotics Software Data Imaging "
    "Optics Vision Instruments Industries Engineering Construction Logistics Capital Energy Power "
    "Chemicals Semiconductor Telecom Communications Consulting Services International Global Research "
    "Labs Media Materials Machinery Marine Cotton"
)
_CITIES = listed(
    "Shenzhen Hangzhou Urumqi Shanghai Beijing Tianjin Dalian Minsk Tehran Karachi Lagos Nairobi "
    "Rotterdam Hamburg Singapore Dubai Istanbul Moscow Mumbai Delhi Taipei Seoul Osaka Lima Bogota "
    "Tallinn Kyiv Almaty Ankara"
)
_FORMS = listed(
    "Co., Ltd.|Ltd.|Ltd|Limited|Inc.|, Inc.|Corporation|Corp.|LLC|, LLC|L.L.C.|plc|GmbH|AG|S.A.|SA|B.V.|"
    "N.V.|S.p.A.|Pte. Ltd.|Pty Ltd|LLP|L.P.|Group|Holdings|Holding Co., Ltd.|Group Co., Ltd.|FZE|OOO|JSC|"
    "AB|Oy|SARL|S.r.l.|A.S.|GmbH & Co. KG|Company|Company Limited|Holdings Limited|Sdn. Bhd.|Bank",
    "|",
)


def coined(rng: random.Random) -> str:
    """Return an invented word that reads like a brand: "Zhairon"."""
    parts = [rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(rng.choice((2, 2, 3)))]
    word = "".join(parts)[:11].capitalize()
    if rng.random() < 0.12:
        word += rng.choice(("Time", "Tech", "Net", "Cam", "Vision", "Soft", "360", "Eye", "AI", "Bank"))
    return word.upper() if len(word) <= 5 and rng.random() < 0.3 else word


def short_name(rng: random.Random) -> str:
    """Return a vendor's name as news uses it, without its legal form."""
    roll = rng.random()
    if roll < 0.5:
        return coined(rng)
    if roll < 0.75:
        return f"{rng.choice(_HEADS)} {rng.choice(_TRADES)}"
    if roll < 0.9:
        return f"{coined(rng)} {rng.choice(_TRADES)}"
    return f"{rng.choice(_HEADS)}{rng.choice(('gate', 'point', 'line', 'field', 'bridge', 'works'))}"


def full_name(rng: random.Random) -> str:
    """Return a vendor's name with a legal form: "Hangzhou Zhairon Digital Technology Co., Ltd."."""
    parts = [short_name(rng)]
    if rng.random() < 0.35:
        parts.insert(0, rng.choice(_CITIES))
    if rng.random() < 0.45:
        parts.append(rng.choice(_TRADES))
        if rng.random() < 0.3:
            parts[-1] += f" and {rng.choice(_TRADES)}"
    if rng.random() < 0.08:
        parts.append(f"({rng.choice(_CITIES)})")
    form = rng.choice(_FORMS)
    return " ".join(parts) + (form if form.startswith(",") else f" {form}")


def vendor(rng: random.Random) -> str:
    """Return a vendor's name, short or full."""
    return full_name(rng) if rng.random() < 0.45 else short_name(rng)

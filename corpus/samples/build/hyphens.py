"""Breaks long words for narrow columns, so that the rendered pages end lines inside words as printed pages do.

Only words of this list are broken; a rule would break names, and a name must be readable as one word in a sample.
"""

import re

BREAKS = [
    "agree-ment",
    "per-form-ance",
    "obli-ga-tions",
    "main-te-nance",
    "equip-ment",
    "instal-la-tion",
    "con-fi-den-tial",
    "doc-u-men-ta-tion",
    "ac-cept-ance",
    "tech-ni-cal",
    "ob-ser-va-tion",
    "rec-og-ni-tion",
    "com-par-i-son",
    "ter-mi-nate",
    "sup-plied",
    "in-for-ma-tion",
    "li-a-bil-ity",
    "rea-son-able",
    "spec-i-fi-ca-tion",
    "re-spon-si-ble",
    "sub-con-tract",
    "com-pen-sa-tion",
    "cer-tifi-cate",
    "de-liv-ery",
    "pro-vi-sion",
    "pro-vi-sions",
    "per-son-nel",
    "pur-chase",
    "de-scribed",
    "fol-low-ing",
    "con-tin-ues",
    "in-ves-ti-ga-tion",
    "com-mu-ni-ca-tion",
    "pas-sen-gers",
    "au-to-matic",
    "cross-ings",
    "in-ter-na-tional",
    "stan-dards",
    "de-fine",
    "writ-ten",
    "con-sent",
    "in-stru-ments",
    "per-cent",
    "res-o-lu-tion",
    "author-ity",
    "gov-ern-ment",
    "guar-an-tee",
    "op-er-a-tion",
    "sig-na-ture",
    "ex-pressly",
    "pub-lic-ity",
    "ap-proved",
    "ar-bi-tra-tion",
    "ar-bi-tra-tors",
    "par-tic-u-lar",
    "dam-ages",
    "max-i-mum",
    "cus-tom-ers",
    "re-stric-tions",
    "de-ten-tion",
    "ap-pli-ca-ble",
    "un-der-tak-ing",
    "rep-re-sented",
    "rep-u-ta-ble",
    "in-dem-nity",
    "in-sur-ance",
    "em-bargo",
    "sus-pend",
    "with-draw",
    "ship-ment",
    "im-por-ta-tion",
    "sur-veil-lance",
    "ar-bi-trary",
    "des-ig-na-tion",
    "des-ig-nated",
    "reg-u-la-tion",
    "reg-u-la-tions",
    "ef-fec-tive",
    "pos-ses-sion",
    "eco-nomic",
]
_SOFT = {word.replace("-", ""): word.split("-") for word in BREAKS}


def soft_hyphens(words: str) -> str:
    """The same words with soft hyphens at the places where a line may break."""
    return re.sub(r"[A-Za-z]{6,}", _broken, words)


def _broken(match: re.Match[str]) -> str:
    parts = _SOFT.get(match[0].lower())
    if parts is None:
        return match[0]
    pieces, start = [], 0
    for part in parts:
        pieces.append(match[0][start : start + len(part)])
        start += len(part)
    return "\u00ad".join(pieces)

"""One scheme for all sets: what is a name, which of four labels it has, and where it begins and ends.

Conventions, the same for every set:

- PERSON is a person's name without title or office: "President [Fuad Masum]", never bare "Mr." or "the Minister".
- ORG is a company, public body, party, armed group, newspaper, band or team; the U.N., E.U. and NATO are ORG.
- PLACE is a country, region, city, site or body of water, also where the country acts ("[France] denied").
- GROUP is a nationality, people or faith, as noun or adjective: "[Uyghurs]", "[Chinese] firm", "[Muslim]".
- A leading "the" stands outside the name ("the [United Nations]"), save in "The Hague" and "The Gambia";
  so does a trailing "'s" ("[Hikvision]'s cameras").
- Only names: "the rebels", "the Borrower", "the company" are nothing.
- HIDDEN marks words about which a set says nothing; they are left out of the loss.
"""

from __future__ import annotations


def listed(text: str, mark: str | None = None) -> list[str]:
    """Return the parts of a list that is written as one text, in order, repeats and all."""
    return text.split(mark)


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


LABELS = ("PERSON", "ORG", "PLACE", "GROUP")
HIDDEN = "HIDDEN"

_NAMES = {
    "PERSON": "per PER person Person politician scientist researcher writer musicalartist PERSON pers OTHER_PERSON "
    "LAWYER JUDGE WITNESS",
    "ORG": "org ORG organization organisation Organisation politicalparty university band corporation group COURT",
    "PLACE": "geo gpe LOC loc location Location country place LOCATION GPE",
    "GROUP": "Nationality",
    HIDDEN: "PRECEDENT",
}
LABEL_OF = {name: label for label, names in _NAMES.items() for name in names.split()}

TITLES = words(
    "President Mr Mr. Mrs Mrs. Ms Ms. Miss Prime Minister Dr Dr. Senator Secretary General King Queen Pope "
    "Chancellor Sen. Gen. Rep. Sir Lord Lady Professor Prof. Judge Justice Justices Colonel Col. Captain Capt. "
    "Lieutenant Lt. Maj. Major Sergeant Sgt. Admiral Adm. Governor Gov. Ambassador Prince Princess Emperor "
    "Empress Chairman Chairwoman Director Deputy Vice Foreign Chief Congressman Congresswoman Representative "
    "Sheikh Ayatollah Archbishop Bishop Cardinal Father Saint Commander Commissioner Mayor Speaker Crown Duke "
    "Duchess Baron Defense Interior Finance Attorney Spokesman Spokeswoman Former State Premier Honourable Hon. "
    "Hon'ble Inspector Officer Master Prophet Imam Brigadier House Brig. Vice-President Fellow Hon Shri Smt. Smt "
    "Ms."
)
ROLE_WORDS = words(
    "borrower borrowers lender lenders bank agent company parent seller buyer purchaser guarantor guarantors "
    "party parties executive employee employer trustee holder holders issuer landlord tenant lessee lessor "
    "licensor licensee contractor consultant distributor supplier vendor customer client state government court "
    "petitioner respondent appellant plaintiff defendant director officer board committee administrative obligor "
    "obligors subsidiary subsidiaries paying remarketing calculation sub issuing placement affiliate affiliates "
    "stockholder shareholders shareholder secured collateral arranger underwriters participant optionee grantee "
    "corporation partnership manager owner creditor debtor representative"
)
PRONOUNS = words(
    "i we he she they it you who this that these those his her its their our my your us them him me mine ours one "
    "all some both each others many several"
)
BODIES = {
    "U.N.",
    "United Nations",
    "UN",
    "European Union",
    "EU",
    "E.U.",
    "NATO",
    "African Union",
    "Hamas",
    "Hezbollah",
    "OPEC",
    "ASEAN",
    "Security Council",
    "White House",
    "Pentagon",
    "Kremlin",
    "al-Qaida",
    "Taleban",
    "Taliban",
}
SUFFIXES = (
    "Co.",
    "Ltd.",
    "Ltd",
    "Inc.",
    "Inc",
    "Corp.",
    "Corp",
    "Corporation",
    "LLC",
    "L.L.C.",
    "plc",
    "PLC",
    "GmbH",
    "S.A.",
    "AG",
    "N.A.",
    "L.P.",
    "LP",
    "Limited",
    "Company",
    "N.V.",
    "B.V.",
    "LLP",
    "Incorporated",
    "Pte",
    "SE",
    "AB",
    "S.p.A.",
    "Holdings",
    "Group",
    "Bank",
    "Co",
    "INC.",
    "INC",
    "CORP.",
    "LTD.",
    "LTD",
    "LIMITED",
    "CORPORATION",
    "COMPANY",
    "BANK",
    "TRUST",
    "Trust",
)
PUBLIC_WORDS = words(
    "Ministry Department Nations Union Council Court Parliament Police Army Party University Agency Congress "
    "Senate House Commission Committee Bureau Office Force Forces Navy Guard Board School College Church League "
    "Club Association Government Authority Assembly Front Movement Brigade Brigades Red FC United National "
    "Federal"
)

PEOPLES = words(
    "Afghan Afghans African Africans Albanian Albanians Algerian Algerians American Americans Angolan "
    "Arab Arabs Argentine Argentines Armenian Armenians Asian Asians Australian Australians Austrian "
    "Austrians Azerbaijani Azerbaijanis Azeri Azeris Bahraini Bahrainis Bangladeshi Basque Basques "
    "Bavarian Belarusian Belarusians Belgian Belgians Bengali Bengalis Bhutanese Bolivian Bolivians "
    "Bosniak Bosniaks Bosnian Brazilian Brazilians British Briton Britons Buddhist Buddhists Bulgarian "
    "Bulgarians Burmese Burundian Burundians Byzantine Californian Cambodian Cambodians Cameroonian "
    "Canadian Canadians Catalan Catalans Catholic Catholics Chadian Chechen Chechens Cherokee Chilean "
    "Chileans Chinese Christian Christians Colombian Colombians Congolese Croat Croatian Croats Cuban "
    "Cubans Cypriot Cypriots Czech Czechs Dane Danes Danish Dominican Dutch Ecuadorian Egyptian Egyptians "
    "Emirati Emiratis English Eritrean Estonian Estonians Ethiopian Ethiopians European Europeans Fijian "
    "Fijians Filipino Filipinos Finn Finnish Finns Flemish Florentine French Genoese Georgian Georgians "
    "German Germans Ghanaian Greek Greeks Guatemalan Gujarati Haitian Haitians Han Hawaiian Hazara "
    "Hazaras Hindu Hindus Hispanic Honduran Hungarian Hungarians Hutu Hutus Icelandic Indian Indians "
    "Indonesian Indonesians Inuit Iranian Iranians Iraqi Iraqis Irish Islamic Israeli Israelis Italian "
    "Italians Ivorian Ivorians Jamaican Jamaicans Japanese Jew Jewish Jews Jordanian Jordanians Kashmiri "
    "Kashmiris Kazakh Kazakhs Kazakhstani Kenyan Kenyans Korean Koreans Kosovar Kosovars Kurd Kurdish "
    "Kurds Kuwaiti Kuwaitis Kyrgyz Lankan Lankans Lao Latino Latinos Latvian Latvians Lebanese Liberian "
    "Liberians Libyan Libyans Lithuanian Lithuanians Macedonian Malaysian Malaysians Malian Maltese Maori "
    "Mauritanian Mexican Mexicans Mongol Mongolian Mongols Mormon Mormons Moroccan Moroccans Moslem "
    "Moslems Muslim Muslims Māori Namibian Namibians Navajo Neapolitan Nepalese Nepali Nicaraguan "
    "Nigerian Nigerians Nordic Norwegian Norwegians Omani Orthodox Ottoman Pakistani Pakistanis "
    "Palestinian Palestinians Panamanian Parisian Pashtun Pashtuns Persian Persians Peruvian Peruvians "
    "Pole Poles Polish Portuguese Protestant Protestants Prussian Punjabi Qatari Qataris Rican Rohingya "
    "Rohingyas Roman Romani Romanian Romanians Russian Russians Rwandan Rwandans Salvadoran Saudi Saudis "
    "Scot Scots Scottish Semitic Senegalese Serb Serbian Serbians Serbs Shi'a Shi'ite Shi'ites Shia "
    "Shiite Shiites Sicilian Sikh Sikhs Sindhi Singaporean Singaporeans Slav Slavic Slavs Slovak Slovaks "
    "Slovene Slovenes Somali Somalis Soviet Soviets Spaniard Spaniards Spanish Sudanese Sunni Sunnis "
    "Swede Swedes Swedish Swiss Syrian Syrians Taiwanese Tajik Tajiks Tamil Tamils Tanzanian Texan Thai "
    "Thais Tibetan Tibetans Tunisian Tunisians Turk Turkish Turkmen Turks Tutsi Tutsis Ugandan Ugandans "
    "Uighur Uighurs Ukrainian Ukrainians Uruguayan Uruguayans Uyghur Uyghurs Uygur Uzbek Uzbeks Venetian "
    "Venezuelan Venezuelans Vietnamese Welsh Yazidi Yazidis Yemeni Yemenis Yugoslav Yugoslavs Zambian "
    "Zimbabwean Zimbabweans Zulu"
)
BEFORE_PEOPLES = words("North South East West Puerto Sri Saudi Costa New Central Latin")

COUNTRIES = words(
    "U.S. US U.S U.K. UK USA U.S.A. Britain England Scotland Wales Afghanistan Albania Algeria Angola Argentina "
    "Armenia Australia Austria Azerbaijan Bahrain Bangladesh Belarus Belgium Bolivia Brazil Burma Cambodia "
    "Cameroon Canada Chad Chile China Colombia Congo Croatia Cuba Cyprus Denmark Ecuador Egypt Estonia Ethiopia "
    "Fiji Finland France Germany Ghana Greece Guatemala Guinea Haiti Honduras Hungary Iceland India Indonesia "
    "Iran Iraq Ireland Israel Italy Jamaica Japan Kazakhstan Kenya Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon "
    "Liberia Libya Lithuania Malawi Malaysia Mali Malta Mexico Moldova Mongolia Montenegro Morocco Mozambique "
    "Myanmar Namibia Nepal Netherlands Nicaragua Niger Nigeria Norway Oman Pakistan Panama Paraguay Peru "
    "Philippines Poland Portugal Qatar Romania Russia Rwanda Senegal Serbia Singapore Slovakia Slovenia Somalia "
    "Spain Sudan Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Togo Tunisia Turkey Turkmenistan "
    "Uganda Ukraine Uruguay Uzbekistan Venezuela Vietnam Yemen Zambia Zimbabwe"
) | {"United States", "United Kingdom", "North Korea", "South Korea", "Saudi Arabia", "United States of America"}
LOOSE_EDGES = words(
    "of in and or for at by from to with northern southern eastern western central northwestern northeastern "
    "southwestern southeastern northwest northeast southwest southeast north south east west"
)

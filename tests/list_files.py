"""Small lists and notices in every format, written after the formats' own documentation; all parties are invented."""

# ruff: noqa: E501, W291 - rows of files stand as they are in them

from __future__ import annotations

import json

SDN = """\
101,"VESHTAR VISION, S.A.",-0- ,"NORV] [SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 55-11 (Norvenia); Linked To: HALDEN HOLDING."
102,"KORVIN, Ada Marta","individual","NORV","Director",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 14 Jun 1975; alt. DOB 1976; POB Tavrin, Norvenia; nationality Norvenia; Gender Female; Passport N717637 (Norvenia) expires 14 Oct 2029; a.k.a. 'THE LENS'; Linked To: VESHTAR VISION, S.A."
103,"NORTH STAR",vessel,"NORV",-0- ,"9HEU9","Crude Oil Tanker","299,500","160,576","Panama","Halden Holding","Vessel Registration Identification IMO 9218466; (mentioned in a note; kept whole)."
104,"HALDEN HOLDING",-0- ,"NORV",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- 
105,"KORVIN, Ada Marta","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 02 Jan 1990."
"""
ALT = """\
101,1,"aka","VESHTAR OPTICS",-0- 
101,2,"fka","VESHTAR & SONS",-0- 
102,3,"aka","CORVIN, Adda",-0- 
"""
ADD = """\
101,11,"1 Quay Street","Tavrin 1010","Norvenia",-0- 
102,12,-0- ,-0- ,"Norvenia",-0- 
"""
COMMENTS = """\
102,"; Phone Number 555 0101."
"""
SDN_XML = """\
<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
  <publshInformation><Publish_Date>08/07/2026</Publish_Date><Record_Count>1</Record_Count></publshInformation>
  <sdnEntry>
    <uid>101</uid><lastName>VESHTAR VISION, S.A.</lastName><sdnType>Entity</sdnType>
    <remarks>Linked To: HALDEN HOLDING.</remarks>
    <programList><program>NORV</program><program>SDGT</program></programList>
    <idList><id><uid>1</uid><idType>Tax ID No.</idType><idNumber>55-11</idNumber><idCountry>Norvenia</idCountry></id>
    <id><uid>2</uid><idType>Website</idType><idNumber>veshtar.example</idNumber></id></idList>
    <akaList><aka><uid>3</uid><type>a.k.a.</type><category>strong</category><lastName>VESHTAR OPTICS</lastName></aka>
    <aka><uid>4</uid><type>a.k.a.</type><category>weak</category><lastName>V.V.</lastName></aka>
    <aka><uid>5</uid><type>f.k.a.</type><category>strong</category><lastName>VESHTAR &amp; SONS</lastName></aka></akaList>
    <addressList><address><uid>6</uid><address1>1 Quay Street</address1><city>Tavrin</city><country>Norvenia</country>
    </address></addressList>
  </sdnEntry>
</sdnList>
"""
DENIED = """\
"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t\
"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"
" ADA KORVIN"\t"1 QUAY STREET"\t"TAVRIN"\t""\t"NO"\t"1010"\t"10/16/2017"\t"10/13/2020"\t"Y"\t"2017-10-23"\t"NEW"\t\
"82 F.R. 48792 10/20/2017"
" ADA KORVIN"\t"2 MILL ROAD"\t"HALDEN"\t""\t"NO"\t"2020"\t"10/16/2017"\t"10/13/2020"\t"Y"\t"2017-10-23"\t"NEW"\t\
"82 F.R. 48792 10/20/2017"
"VESHTAR OPTICS INC."\t"3 MILL ROAD"\t"HALDEN"\t""\t"NO"\t"2020"\t"03/04/2002"\t"06/29/2056"\t"N"\t"2007-01-31"\t""\t""
"""
SCREENING = """\
source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,\
license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,\
vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,\
source_information_url,ids
Denied Persons List (DPL) - Bureau of Industry and Security,,,,ADA KORVIN,,"1 Quay Street, Tavrin",82 F.R. 48792,\
2017-10-16,2020-10-13,Y,,,,,,,,,,,,,,,,,
Specially Designated Nationals (SDN) - Treasury Department,101,Entity,NORV; SDGT,"VESHTAR VISION, S.A.",,\
"1 Quay Street, Tavrin, NO",,,,,,,,,,,,,(Linked To: HALDEN HOLDING),,VESHTAR OPTICS; VESHTAR & SONS,,,,,,\
"NO, 55-11, Tax ID No."
Entity List (EL) - Bureau of Industry and Security,,,,Halden Works Ltd.,,"2 Mill Road, Halden",80 FR 69852,2015-11-12,\
,,For all items,Presumption of denial.,,,,,,,,,,,,,,,
"""
UN = """\
<?xml version="1.0" encoding="utf-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-08-04T23:00:05.475Z">
<INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ADA</FIRST_NAME><SECOND_NAME>MARTA</SECOND_NAME>
<THIRD_NAME>KORVIN</THIRD_NAME><UN_LIST_TYPE>Norvenia</UN_LIST_TYPE><REFERENCE_NUMBER>NOi.001</REFERENCE_NUMBER>
<LISTED_ON>2012-11-12</LISTED_ON><COMMENTS1>Runs a company of lenses.</COMMENTS1>
<NATIONALITY><VALUE>Norvenia</VALUE></NATIONALITY><DESIGNATION><VALUE>Director</VALUE></DESIGNATION>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Adda Corvin</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Lens</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1975</TO_YEAR>
</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>N717637</NUMBER>
<ISSUING_COUNTRY>Norvenia</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>VESHTAR VISION</FIRST_NAME><UN_LIST_TYPE>Norvenia</UN_LIST_TYPE>
<REFERENCE_NUMBER>NOe.002</REFERENCE_NUMBER><LISTED_ON>2013-01-02</LISTED_ON>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Veshtar &amp; Sons</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Tavrin</CITY><COUNTRY>Norvenia</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""
EU_XML = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">
<sanctionEntity designationDetails="" unitedNationId="NOi.001" euReferenceNumber="EU.77.33" logicalId="83">
<regulation regulationType="regulation" publicationDate="2013-07-08" programme="NOR" numberTitle="1210/2013 (OJ L169)">
<publicationUrl>https://example.org</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Ada" lastName="Korvin" wholeName="Ada Korvin" function="Director" strong="true" logicalId="1"/>
<nameAlias wholeName="Ada Marta Korvin" strong="true"/><nameAlias wholeName="The Lens" strong="false"/>
<citizenship countryIso2Code="NO" countryDescription="NORVENIA"/>
<birthdate birthdate="1975-06-14" year="1975" place="Tavrin" countryDescription="NORVENIA"/>
<identification number="N717637" identificationTypeDescription="National passport" countryIso2Code="NO"/>
<remark>Runs a company of lenses.</remark></sanctionEntity></export>
"""
EU_CSV = """\
fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;\
Entity_DesignationDetails;Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;\
Entity_Regulation_PublicationDate;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;NameAlias_WholeName;\
NameAlias_Function;BirthDate_BirthDate;Citizenship_CountryDescription;Identification_Number;\
Identification_TypeDescription;Identification_CountryIso2Code
05/08/2026;83;EU.77.33;NOi.001;;;Runs lenses;person;P;2013-07-08;1210/2013;NOR;Ada Korvin;Director;;;;;
05/08/2026;83;EU.77.33;NOi.001;;;Runs lenses;person;P;2013-07-08;1210/2013;NOR;Ada Marta Korvin;;;;;;
05/08/2026;83;EU.77.33;NOi.001;;;Runs lenses;person;P;2013-07-08;1210/2013;NOR;;;1975-06-14;NORVENIA;N717637;Passport;NO
05/08/2026;90;EU.90.1;;2014-02-03;;;enterprise;E;2014-02-04;99/2014;NOR;Veshtar Vision SA;;;;;;
"""
UK = """\
Report Date: 08-Oct-2026
Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name type,Alias strength,\
Name non-latin script,Regime Name,Designation Type,UK Statement of Reasons,Address Line 1,Address Country,\
Date Designated,D.O.B,Nationality(/ies),Passport number,Position,IMO number
04/08/2026,NOR0001,12703,NOi.001,KORVIN,Ada,Marta,Alias,Low,,Norvenia,Individual,Runs lenses,,,01/03/2022,,,,,
04/08/2026,NOR0001,12703,NOi.001,KORVIN,Ada,,Primary Name,,Ада Корвин,Norvenia,Individual,Runs lenses,1 Quay Street,\
Norvenia,01/03/2022,00/06/1975,Norvenia,N717637,Director,
04/08/2026,NOR0002,12704,,NORTH STAR,,,Primary Name,,,Norvenia,Ship,,,,02/03/2022,,,,,9218466
"""
UK_TARGETS = """\
Last Updated,03/06/2026
Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,DOB,Nationality,Address 1,Country,\
Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,UK Sanctions List Date Designated,Last Updated,\
Group ID
KORVIN,Ada,,,,,,,14/06/1975,Norvenia,1 Quay Street,Norvenia,"(UK Sanctions List Ref):NOR0001. Runs lenses",Individual,\
Primary name,,Norvenia,01/03/2022,01/03/2022,01/03/2022,12703
KORVIN,Adda,,,,,,,,,,,,Individual,AKA,Low,Norvenia,01/03/2022,01/03/2022,01/03/2022,12703
"""
FTM = "\n".join(
    json.dumps(one)
    for one in (
        {"id": "NK-1", "caption": "Veshtar Vision", "schema": "Company", "datasets": ["norv"],
         "properties": {"name": ["Veshtar Vision", "Veshtar Optics"], "weakAlias": ["V.V."], "taxNumber": ["55-11"]}},
        {"id": "NK-2", "caption": "Ada Korvin", "schema": "Person",
         "properties": {"name": ["Ada Korvin"], "birthDate": ["1975-06-14"]}},
        {"id": "s-1", "schema": "Sanction", "properties": {"entity": ["NK-1"], "authority": ["Norvenian Treasury"],
         "program": ["NORV"], "startDate": ["2020-02-03"], "reason": ["Sold lenses."]}},
        {"id": "o-1", "schema": "Ownership", "properties": {"owner": ["NK-2"], "asset": ["NK-1"]}},
        {"id": "a-1", "schema": "Address", "properties": {"full": ["1 Quay Street"]}},
    )
)  # fmt: skip
FTM_NESTED = json.dumps(
    {"id": "NK-1", "schema": "Company", "caption": "Veshtar Vision", "properties": {"name": ["Veshtar Vision"],
     "sanctions": [{"id": "s-1", "schema": "Sanction", "properties": {"entity": ["NK-1"], "authority":
     ["Norvenian Treasury"], "programId": ["NORV"], "listingDate": ["2020-02-03"]}}]}}
)  # fmt: skip


def release(number: int, tag: str, value: int | None, **more: object) -> dict[str, object]:
    """Return an OCDS release of one process, with an award and a contract of this value where there is one."""
    amount = {"amount": value, "currency": "EUR"}
    deals: dict[str, object] = {
        "awards": [{"id": "a1", "title": "Cameras", "status": "active", "date": "2020-03-01T00:00:00Z", "value": amount,
                    "suppliers": [{"id": "NO-1", "name": "Veshtar Vision SA"}], "relatedLots": ["L1"]}],
        "contracts": [{"id": "c1", "awardID": "a1", "title": "Cameras for the port", "status": "active", "value": amount,
                       "dateSigned": "2020-03-10T00:00:00Z",
                       "period": {"startDate": "2020-04-01T00:00:00Z", "endDate": "2021-03-31T00:00:00Z"}, **more}],
    }  # fmt: skip
    deals = {} if value is None else deals
    return {
        "ocid": "ocds-norv-1", "id": f"ocds-norv-1-{number}", "date": f"2020-0{number}-01T00:00:00Z", "tag": [tag],
        "language": "en", "buyer": {"id": "NO-9", "name": "Port of Tavrin"},
        "parties": [
            {"id": "NO-1", "name": "Veshtar Vision SA", "roles": ["supplier"],
             "identifier": {"scheme": "NO-REG", "id": "55-11"}},
            {"id": "NO-9", "name": "Port of Tavrin", "roles": ["buyer"]},
        ],
        "tender": {"id": "t1", "title": "Cameras", "status": "complete", "lots": [{"id": "L1", "title": "Quay one"}]},
        **deals,
    }  # fmt: skip


def package(*releases: dict[str, object]) -> bytes:
    """Return a release package."""
    told = {"uri": "https://example.org/1", "version": "1.1", "publishedDate": "2020-06-01T00:00:00Z"}
    return json.dumps({**told, "publisher": {"name": "Norvenian Register"}, "releases": releases}, indent=1).encode()


def notice(*, modified: bool = False) -> bytes:
    """Return an eForms result notice: two lots won by two suppliers, one of them a group, and one lot without a winner."""
    change = (
        "<efac:ContractModification><efbc:ChangedNoticeIdentifier>342558-2018</efbc:ChangedNoticeIdentifier>"
        "<efbc:ModifiedContractIdentifier>CON-0001</efbc:ModifiedContractIdentifier>"
        "<efac:Change><efbc:ChangeDescription languageID='ENG'>More cameras</efbc:ChangeDescription></efac:Change>"
        "</efac:ContractModification>"
    )
    companies = "".join(
        f"<efac:Organization><efac:Company><cac:PartyIdentification><cbc:ID>{number}</cbc:ID></cac:PartyIdentification>"
        f"<cac:PartyName><cbc:Name languageID='ENG'>{name}</cbc:Name></cac:PartyName>"
        f"<cac:PartyLegalEntity><cbc:CompanyID>{register}</cbc:CompanyID></cac:PartyLegalEntity></efac:Company>"
        "</efac:Organization>"
        for number, name, register in (
            ("ORG-0001", "Port of Tavrin", "99"),
            ("ORG-0002", "Veshtar Vision SA", "55-11"),
            ("ORG-0003", "Halden Works Ltd", "not available"),
            ("ORG-0004", "Corvane GmbH", "77"),
        )
    )

    def tender(number: int, amount: str, lot: int) -> str:
        return (
            f"<efac:LotTender><cbc:ID>TEN-000{number}</cbc:ID><cbc:RankCode>1</cbc:RankCode><cac:LegalMonetaryTotal>"
            f"<cbc:PayableAmount currencyID='EUR'>{amount}</cbc:PayableAmount></cac:LegalMonetaryTotal>"
            f"<efac:TenderingParty><cbc:ID>TPA-000{number}</cbc:ID></efac:TenderingParty>"
            f"<efac:TenderLot><cbc:ID>LOT-000{lot}</cbc:ID></efac:TenderLot></efac:LotTender>"
        )

    def party(number: int, *members: int) -> str:
        who = "".join(f"<efac:Tenderer><cbc:ID>ORG-000{one}</cbc:ID></efac:Tenderer>" for one in members)
        return f"<efac:TenderingParty><cbc:ID>TPA-000{number}</cbc:ID>{who}</efac:TenderingParty>"

    def contract(number: int) -> str:
        return (
            f"<efac:SettledContract><cbc:ID>CON-000{number}</cbc:ID><cbc:IssueDate>2020-04-09+02:00</cbc:IssueDate>"
            f"<efac:ContractReference><cbc:ID>REF/{number}</cbc:ID></efac:ContractReference>"
            f"<efac:LotTender><cbc:ID>TEN-000{number}</cbc:ID></efac:LotTender></efac:SettledContract>"
        )

    def lot(number: int, name: str, country: str) -> str:
        return (
            f"<cac:ProcurementProjectLot><cbc:ID>LOT-000{number}</cbc:ID><cac:ProcurementProject>"
            f"<cbc:Name languageID='ENG'>{name}</cbc:Name><cac:RealizedLocation><cac:Address><cac:Country>"
            f"<cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country></cac:Address></cac:RealizedLocation>"
            "</cac:ProcurementProject></cac:ProcurementProjectLot>"
        )

    xmlns = " ".join(
        f'xmlns{prefix}="{address}"'
        for prefix, address in (
            ("", "urn:oasis:names:specification:ubl:schema:xsd:ContractAwardNotice-2"),
            (":ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
            (":cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
            (":cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
            (":efext", "http://data.europa.eu/p27/eforms-ubl-extensions/1"),
            (":efbc", "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"),
            (":efac", "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"),
        )
    )
    results = (
        "<efac:LotResult><cbc:ID>RES-0003</cbc:ID><cbc:TenderResultCode>clos-nw</cbc:TenderResultCode>"
        "<efac:TenderLot><cbc:ID>LOT-0003</cbc:ID></efac:TenderLot></efac:LotResult>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ContractAwardNotice {xmlns}><ext:UBLExtensions><ext:UBLExtension>'
        f"<ext:ExtensionContent><efext:EformsExtension>{change if modified else ''}<efac:NoticeResult>{results}"
        f"{tender(1, '60000000', 1)}{tender(2, '4500.50', 2)}{contract(1)}{contract(2)}{party(1, 2)}{party(2, 3, 4)}"
        f"</efac:NoticeResult><efac:Organizations>{companies}</efac:Organizations></efext:EformsExtension>"
        "</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions><cbc:ID>n-1</cbc:ID>"
        "<cbc:IssueDate>2020-04-14+01:00</cbc:IssueDate><cbc:NoticeLanguageCode>ENG</cbc:NoticeLanguageCode>"
        "<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID></cac:PartyIdentification>"
        "</cac:Party></cac:ContractingParty><cac:ProcurementProject><cbc:Name languageID='ENG'>Port security</cbc:Name>"
        f"</cac:ProcurementProject>{lot(1, 'Cameras', 'GBR')}{lot(2, 'Fences', 'LUX')}{lot(3, 'Dogs', 'LUX')}"
        "</ContractAwardNotice>"
    ).encode()

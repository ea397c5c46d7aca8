"""What is sold and used, by its head, as data: what stands, runs or is carried; and nouns that never are goods."""

from __future__ import annotations

from extract.folding import listed

PRODUCTS = listed(
    # what watches, measures and opens
    "camera cameras cctv webcam webcams scanner scanners sensor sensors reader readers detector detectors radar radars"
    " microphone microphones recorder recorders counter counters meter meters tracker trackers monitor monitors gate"
    " gates lane lanes turnstile turnstiles barrier barriers lock locks fence fences alarm alarms tag tags bracelet"
    " bracelets badge badges bodycam bodycams drone drones uav uavs telescope telescopes probe probes thermometers"
    # what computes and connects
    " software firmware app apps application applications platform platforms tool tools program programs programme"
    " programmes algorithm algorithms database databases spyware malware stalkerware chatbot chatbots model models"
    " system systems technology technologies server servers computer computers laptop laptops tablet tablets phone"
    " phones handset handsets smartphone smartphones router routers switch switches modem modems antenna antennas"
    " network networks terminal terminals kiosk kiosks till tills printer printers hardware equipment device devices"
    " kit gear machine machines machinery unit units apparatus module modules chip chips component components part"
    " parts product products gyroscopes instruments solution solutions cable cables tech bots bot"
    # what moves
    " vehicle vehicles car cars van vans lorry lorries truck trucks bus buses coach coaches tram trams train trains"
    " locomotive locomotives ambulance ambulances tractor tractors excavator excavators bulldozer bulldozers crane"
    " cranes forklift forklifts ship ships vessel vessels boat boats frigate frigates submarine submarines ferry"
    " ferries aircraft plane planes jet jets helicopter helicopters balloon balloons satellite satellites robot robots"
    " scooter scooters bike bikes bicycles lifts lift elevator elevators"
    # what harms and what protects
    " weapon weapons rifle rifles pistol pistols missile missiles taser tasers baton batons grenade grenades ammunition"
    " munitions shells bombs bomb armour vest vests helmet helmets uniform uniforms shield shields jammer jammers"
    " blocker blockers interceptor interceptors launcher launchers tank tanks cannon cannons"
    # what makes power, light and heat, and other plant
    " turbine turbines generator generators battery batteries panel panels pump pumps boiler boilers transformer"
    " transformers furnace furnaces loudspeaker loudspeakers screen screens display displays tower towers"
    " ventilator ventilators mask masks vaccine vaccines test tests reactor reactors engine engines"
    " heater heaters lamp lamps light lights streetlights inverter inverters charger chargers compressor compressors"
    " filter filters valve valves pipe pipes incinerator incinerators refrigerators freezers pacemakers implants"
    # what is worn, carried and towed
    " glasses goggles headset headsets wristband wristbands radio radios walkie-talkies handcuffs batons siren sirens"
    " container containers wagon wagons carriage carriages dredger dredgers digger diggers loader loaders buoy buoys"
    # what is sat on, laid, worn and swallowed
    " bed beds mattress mattresses chair chairs desk desks wheelchair wheelchairs stretcher stretchers trolley trolleys"
    " boots jackets tents tent tyres tires rail rails sleepers signals relay relays cabin cabins toilets bin bins"
    " locker lockers escalator escalators conveyor conveyors fertiliser fertilisers fertilizer fertilizers seeds"
    " pesticide pesticides drug drugs medicines syringe syringes incubator incubators defibrillator defibrillators"
    " dish dishes sonar sonars sights optics portal portals website websites dashboard collar collars hoists rockets"
    " rocket mortars howitzer howitzers mines simulators simulator prefabs shelters barges barge tugs tug icebreaker"
    " icebreakers trawlers trawler gliders glider motorcycles motorbike motorbikes tarmac asphalt cement salt beds"
    # what is looked at
    " surveillance imagery images pictures footage"
)
NO_GOODS = listed(
    "spokesman spokeswoman spokesperson founder chairman director directors manager managers executive executives owner"
    " owners employee employees staff worker workers lawyer lawyers engineer engineers customer customers client"
    " clients investor investors shareholder shareholders share shares stake stakes stock capital contract contracts"
    " deal deals agreement agreements order orders bid bids tender tenders report reports study studies statement"
    " statements letter letters evidence information testimony document documents paper papers email emails claim"
    " claims allegation allegations accusation accusations office offices headquarters building buildings factory"
    " factories plant plants site sites house subsidiary subsidiaries parent unit-holder company companies firm firms"
    " group groups board money fund funds loan loans grant grants payment payments price prices revenue profit profits"
    " sales share-price tax fine fines decision decisions ruling statistics comment comments response responses name"
    " names plan plans offer offers promise promises mistake mistakes progress effort efforts move call calls visit"
    " request requests people person persons guard guards training help support assistance advice access copies copy"
    " permission support list lists"
)
AIRCRAFT = frozenset({"aircraft", "drone", "drones", "plane", "planes", "jet", "jets", "helicopter", "helicopters",
                      "uav", "uavs"})  # fmt: skip
ANY = listed("equipment technology device devices kit gear product products system systems tool tools machines units")
"""Heads that take up any goods named before."""


def same_goods(one: str, other: str) -> bool:
    """Whether two heads can name the same goods: singular and plural, aircraft and drones, "the system"."""
    return _singular(one) == _singular(other) or (one in AIRCRAFT and other in AIRCRAFT) or one in ANY


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")

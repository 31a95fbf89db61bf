"""Words of which the invented people, streets and schools are made; no list is taken from life."""

import numpy as np


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIRLS = _words(
    "Abena Ailsa Amara Anouk Aoife Asha Beatrix Briony Carys Cerys Chidi Clemmie Dagny Daria Dilys Effie Eilidh Elowen "
    "Esme Fatima Fern Freya Gwen Halima Hana Hattie Ines Ingrid Iona Isla Jaya Jessamy Kaya Keziah Kinga Lark Leila "
    "Linnea Lowri Mabel Maren Marwa Maya Mei Merryn Mina Nadia Nell Nia Noor Odette Olwen Orla Petra Philippa Priya "
    "Rhian Roisin Rosalind Rukhsana Saffron Sanna Saoirse Sefa Shanthi Sian Sunniva Tamsin Tansy Temi Thea Tilda Una "
    "Usha Verity Wanda Winnie Xanthe Yasmin Yewande Ysolde Zainab Zofia Zuri"
)
BOYS = _words(
    "Aidan Alasdair Ambrose Anders Anil Aran Arlo Axel Baptist Barnaby Bashir Benedek Bram Brychan Caleb Callum Casper "
    "Cormac Cosmo Dafydd Danilo Davit Dermot Dexter Dinesh Eamon Edmund Eero Elis Emeka Emrys Euan Farid Fergus Finlay "
    "Florian Gareth Gethin Godwin Hamish Harun Hector Hugo Ifan Ilya Imran Ivo Jago Jarek Jonas Joss Kacper Kamal Kit "
    "Kofi Laurie Lennox Leopold Lorcan Luca Magnus Malachy Marek Milo Nikhil Obi Olaf Osian Otto Patrin Quentin Rafi "
    "Rhodri Rory Ruaridh Samir Silas Soren Stellan Tadhg Tariq Tomos Tunde Ulrich Vikram Wilf Xavi Yusuf Zeki"
)
WOMEN = _words(
    "Adela Agnes Alma Angharad Bea Bridget Clara Cora Delia Dora Edith Elspeth Esther Eunice Farah Flora Frances Gita "
    "Grace Greta Hazel Helga Hesper Hilda Ida Imogen Irma Joan Judith Kath Lena Lotte Magda Marta Maud Meera Mercy "
    "Miriam Morag Myra Norah Olive Pearl Phoebe Rhoda Rosa Rowena Ruth Salma Stella Sybil Thora Ursula Viola Wilma "
    "Yolanda Zena"
)
MEN = _words(
    "Albert Amos Arthur Aubrey Bernard Cassius Cecil Clement Conrad Cyril Dominic Edwin Elias Ernest Felix Gregor "
    "Harold Horace Isaac Ivor Jasper Josef Karim Leon Lionel Lucian Mabon Malcolm Maurice Nadir Neville Orson Oscar "
    "Percy Ralph Raymond Reuben Rupert Selwyn Sidney Sunil Victor Walter Wendel"
)
_FIRST = _words(
    "Alder Amber Apple Ash Barley Birch Bram Bright Cinder Clay Cob Copper Corn Crane Dapple Dove Elder Ember Fallow "
    "Fern Finch Flax Frost Garland Gild Gorse Hale Hazel Heron Holm Juniper Kestrel Lark Lin Loam Mallow Maple Marl "
    "Meadow Merle Mill Moss Nettle Oat Otter Pebble Pike Quill Reed Rook Rush Sable Sedge Shale Silver Sparrow "
    "Starling Swift Tansy Teal Thistle Umber Wagtail Whin Willow Wren Yarrow"
)
_SECOND = _words(
    "acre bank beck borne bourne by combe cote craft croft dale den drift fell field ford garth gate hanger hay holt "
    "hurst lade leigh mere more pike ridge rise royd shaw side sole stead stock thorpe ton wade ward wick win with "
    "wood worth"
)
SURNAMES = tuple(first + second for first in _FIRST for second in _SECOND if first[-1].lower() != second[0])
_STREET_FIRST = _words(
    "Anchor Ballast Binnacle Bollard Bosun Bowline Buoy Cabin Capstan Caulker Compass Coracle Davit Ferryman Foghorn "
    "Gangway Halyard Hawser Jetty Keel Lantern Lighter Mainsail Mizzen Moorings Oakum Pennant Pilot Plimsoll Pontoon "
    "Quarterdeck Ratline Ropemaker Rudder Sailmaker Sextant Shipwright Signal Slipway Spinnaker Staysail Tidewaiter "
    "Tiller Topmast Windlass Yardarm"
)
_STREET_SECOND = ("Row", "Close", "Way", "Rise", "Court", "Lane", "Gardens", "Drove")
STREETS = tuple(f"{first} {second}" for first in _STREET_FIRST for second in _STREET_SECOND)
INWARD = "ABDEFGHJLNPQRSTUWXYZ"

SECONDARIES = (
    "Harbourgate Community School",
    "Tollbar High School",
    "Lantern Reach School",
    "Saltmarsh Cross High School",
    "Ropewalk Community School",
    "Marlpit High School",
    "Ferryfield School",
    "Windlass Hill School",
    "Teasel Down High School",
    "Kilnbridge Community School",
    "Gullstone School",
    "Pilotsway High School",
    "Brackwater School",
    "St Osyn's Catholic High School",
)
PAIRED = (
    "Quayside",
    "Candlemaker",
    "Drovers Green",
    "Fennelside",
    "Halfpenny Lane",
    "Inkwell Street",
    "Jackdaw Rise",
    "Lockkeeper's",
    "Millrace",
    "Nightingale Row",
    "Osier Bank",
    "Plumtree Hill",
)
PRIMARIES = (
    "St Aldric's",
    "Mossgate",
    "Applegarth Way",
    "Bellfounder",
    "Bobbin Mill",
    "Bramblecote",
    "Cartwright's Yard",
    "Chandlery",
    "Clockhouse Lane",
    "Coaldrop",
    "Cooper's Reach",
    "Curlew Flats",
    "Dovecote Rise",
    "Dyers Brook",
    "Eelpie Hard",
    "Fairlead",
    "Flintlock Lane",
    "Gasworks Road",
    "Goosegreen",
    "Haymarket Cross",
    "Heronsgate",
    "Holm Ferry",
    "Hopkiln",
    "Kingcup Meadow",
    "Kittiwake",
    "Lampblack Hill",
    "Limewharf",
    "Marshlight",
    "Netloft",
    "Oystershell Lane",
    "Paintbox",
    "Pepperpot Hill",
    "Ravelin",
    "Saffron Dock",
    "St Cyneburg's",
    "St Ebba's",
    "Sandlark",
    "Shingle Street",
    "Spindleberry",
    "Tidemill",
    "Topsail",
    "Whelk Lane",
)


def draw(source: np.random.Generator, words: tuple[str, ...], number: int) -> list[str]:
    """Return so many words drawn from a list, in an order that the seed fixes."""
    return [words[place] for place in source.integers(0, len(words), number)]


def postcode(number: int) -> str:
    """Return a postcode of the area SO98, which cannot exist; a different one for each of 4,000 numbers."""
    sector, rest = divmod(number % 4000, 400)
    return f"SO98 {sector}{INWARD[rest // 20]}{INWARD[rest % 20]}"

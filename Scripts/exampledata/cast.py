# SPDX-License-Identifier: Apache-2.0
"""Who and where: invented parties and sites, none of them real.

Cities are real places; names, addresses, telephone numbers and company codes are not. Places in
North Korea stand at the level of a city or of the country, never of a facility.
"""

USCC_SET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
IMPORTER = "EX-COAST"
FORWARDER = "EX-HARBOUR-FWD"


def organisation_check(body):
    """Check character of the nine-character organisation code, GB 11714."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    value = lambda c: int(c) if c.isdigit() else ord(c) - 55
    return "0123456789X0"[11 - sum(w * value(c) for w, c in zip(weights, body)) % 11]


def uscc_check(body):
    """Check character of the 18-character company code, GB 32100."""
    total = sum(pow(3, place, 31) * USCC_SET.index(c) for place, c in enumerate(body))
    return USCC_SET[(31 - total % 31) % 31]


def uscc(area, number):
    """A company code that anyone sees is invented: its organisation code reads EXAMP."""
    organisation = f"EXAMP{number:03d}"
    body = "91" + area + organisation + organisation_check(organisation)
    return body + uscc_check(body)


# city: (country, address, postal code, UN/LOCODE, area of the company code, phone prefix)
CITIES = {
    "xuchang": ("CN", "Xuchang, Henan", "461000", "CNXUC", "411000", "+86 000 374"),
    "zhengzhou": ("CN", "Zhengzhou, Henan", "450000", None, "410100", "+86 000 371"),
    "qingdao": ("CN", "Qingdao, Shandong", "266000", "CNQIN", "370200", "+86 000 532"),
    "pingdu": ("CN", "Pingdu, Shandong", "266700", "CNPDU", "370283", "+86 000 533"),
    "heze": ("CN", "Heze, Shandong", "274000", None, "371700", "+86 000 530"),
    "yiwu": ("CN", "Yiwu, Zhejiang", "322000", None, "330782", "+86 000 579"),
    "dandong": ("CN", "Dandong, Liaoning", "118000", "CNDDZ", "210600", "+86 000 415"),
    "shenyang": ("CN", "Shenyang, Liaoning", "110000", None, "210100", "+86 000 240"),
    "hunchun": ("CN", "Hunchun, Jilin", "133300", "CNHCG", "222404", "+86 000 433"),
    "oakland": ("US", "Oakland, California", "94600", "USOAK", None, "+1 510 555"),
    "yangon": ("MM", "Yangon", "11181", "MMRGN", None, "+95 000 1"),
    "mandalay": ("MM", "Mandalay", "05011", "MMMDL", None, "+95 000 2"),
    "purbalingga": ("ID", "Purbalingga, Central Java", "53300", None, None, "+62 000 281"),
    "bacninh": ("VN", "Bac Ninh", "16000", None, None, "+84 000 222"),
    "dhaka": ("BD", "Dhaka", "1200", "BDDAC", None, "+880 000 2"),
    "chennai": ("IN", "Chennai", "600001", "INMAA", None, "+91 000 44"),
    "vladivostok": ("RU", "Vladivostok", "690000", "RUVVO", None, "+7 000 423"),
    "sinuiju": ("KP", "Sinuiju", None, "KPSII", None, None),
    "rajin": ("KP", "Rajin", None, "KPRJN", None, None),
    "kp": ("KP", None, None, None, None, None),
}

# id, name, native name, roles, city
PARTIES = """
EX-COAST|Example Coast Beauty Imports LLC||buyer;importer|oakland
EX-HARBOUR-FWD|Example Harbour Forwarding Co Ltd|示例港口货运有限公司|carrier|qingdao
EX-RAW-XC|Xuchang Example Raw Hair Market Co Ltd|许昌示例原发市场有限公司|supplier|xuchang
EX-RAW-QD|Qingdao Example Fibre and Yarn Co Ltd|青岛示例纤维有限公司|supplier|qingdao
EX-RAW-DD|Dandong Example Raw Hair Depot Co Ltd|丹东示例原发仓有限公司|supplier|dandong
EX-RAW-IN|Chennai Example Udaharanam Hair Exports Pvt Ltd||exporter;supplier|chennai
EX-FLAX-RU|Vladivostok Primer Example Flax OOO||exporter;supplier|vladivostok
EX-WEFT|Xuchang Example Weft Works Co Ltd|许昌示例机织发帘有限公司|manufacturer;exporter|xuchang
EX-KNOT|Xuchang Example Hand Knotting Co Ltd|许昌示例手织假发有限公司|manufacturer;exporter|xuchang
EX-VILLAGE-1|Example Village Workshop One|示例一村工坊|processor|xuchang
EX-VILLAGE-2|Example Village Workshop Two|示例二村工坊|processor|xuchang
EX-VILLAGE-3|Example Village Workshop Three|示例三村工坊|processor|xuchang
EX-LASH|Pingdu Example Lash Machines Co Ltd|平度示例睫毛有限公司|manufacturer;exporter|pingdu
EX-OVERSEA|Qingdao Example Overseas Knotting Co Ltd|青岛示例海外手织有限公司|exporter;finisher|qingdao
EX-YANGON|Yangon Example Knotters Ltd||manufacturer;processor|yangon
EX-JAVA|PT Contoh Example Rambut||manufacturer;processor|purbalingga
EX-BACNINH|Vi Du Example Hair Co Ltd||manufacturer;processor|bacninh
EX-DHAKA|Dhaka Udahoron Example Hair Ltd||manufacturer;processor|dhaka
EX-DANDONG|Dandong Example Machine Hair Co Ltd|丹东示例机制发品有限公司|manufacturer;exporter|dandong
EX-MPS|Ministry of Public Security|公安部|government|dandong
EX-WINTER|Heze Example Carnival Hair Co Ltd|菏泽示例节庆假发有限公司|manufacturer;exporter|heze
EX-KNIT|Yiwu Example Knitwear Co Ltd|义乌示例针织有限公司|manufacturer;exporter|yiwu
EX-BEAD|Example Silver Magpie Beads Co Ltd|示例银鹊珠饰有限公司|manufacturer;exporter|yiwu
EX-BAG|Hunchun Example Linen Bag Co Ltd|珲春示例亚麻包有限公司|manufacturer;exporter|hunchun
EX-HENAN|Henan Example Hair Group Co Ltd|河南示例发制品集团有限公司|manufacturer;exporter|zhengzhou
EX-SMALL|Qingdao Example Little Hair Studio|青岛示例小发坊|manufacturer;exporter|qingdao
EX-KIDS|Qingdao Example Children Wigs Co Ltd|青岛示例儿童假发有限公司|manufacturer;exporter|qingdao
EX-FINISH|Xuchang Example Finishing House Co Ltd|许昌示例整理有限公司|finisher;exporter|xuchang
EX-VILLAGE-4|Example Village Workshop Four|示例四村工坊|processor|xuchang
EX-SEASON|Xuchang Example Season Hair Co Ltd|许昌示例四季假发有限公司|manufacturer;exporter|xuchang
EX-QUICK|Xuchang Example Quick Hair Co Ltd|许昌示例快手假发有限公司|manufacturer;exporter|xuchang
EX-BARGAIN|Xuchang Example Bargain Wigs Co Ltd|许昌示例特价假发有限公司|manufacturer;exporter|xuchang
EX-CERTIFIED|Qingdao Example Certified Hair Co Ltd|青岛示例认证发品有限公司|manufacturer;exporter|qingdao
EX-BLANK|Xuchang Example Short Papers Hair Co Ltd|许昌示例简单发品有限公司|manufacturer;exporter|xuchang
EX-YALU|Dandong Example Bridgehead Hair Co Ltd|丹东示例桥头发品有限公司|manufacturer;exporter|dandong
EX-PIER|Dandong Example Pier Hair Co Ltd|丹东示例码头发品有限公司|manufacturer;exporter|dandong
EX-CROSS|Hunchun Example Crossroads Hair Co Ltd|珲春示例路口发品有限公司|manufacturer;exporter|hunchun
EX-NORTH|Dandong Example Lamplight Hair Co Ltd|丹东示例灯火发品有限公司|manufacturer;exporter|dandong
EX-KP-WORKS|Example Morning Handicraft Works (KP)|예시아침수예소|processor|kp
EX-PAIR|Pingdu Example Pairing and Packing Co Ltd|平度示例配对包装有限公司|manufacturer;exporter|pingdu
EX-HERON|Dandong Beispiel Golden Heron Trading Co Ltd|丹东示例金鹭贸易有限公司|exporter;broker|dandong
EX-HERON-MAKER|Shenyang Example Heron Mill Hair Co Ltd|沈阳示例鹭厂发品有限公司|manufacturer|shenyang
EX-EVERGREEN|Shenyang Example Hairpiece Co Ltd|沈阳示例发件有限公司|manufacturer;exporter|shenyang
EX-KP-ORCHARD|Example Evergreen Orchard Trading Company|예시상록과수원무역회사|broker;supplier|kp
EX-LANTERN|Dandong Example Lantern Hair Co Ltd|丹东示例灯笼发品有限公司|manufacturer;exporter|dandong
EX-KP-REEDU|Reeducation Bureau, Ministry of Social Security|사회안전성 교화국|government|kp
EX-KP-FARM|Farm Management Bureau of the Ministry of State Security|국가보위성 농장관리국|government|kp
EX-DIRECT|Dandong Example Riverbank Hair Co Ltd|丹东示例河岸发品有限公司|manufacturer;exporter|dandong
EX-KP-SUNRISE|Example Sunrise Handicraft Trading (KP)|예시해돋이수예무역|broker|sinuiju
EX-PHONE|Xuchang Example Riverside Wigs Co Ltd|许昌示例河畔假发有限公司|manufacturer;exporter|xuchang
EX-BROKER|Dandong Example Bridge Brokerage Co Ltd|丹东示例桥中介有限公司|broker|dandong
EX-LINK|Xuchang Example Willow Hair Co Ltd|许昌示例柳树发品有限公司|manufacturer;exporter|xuchang
EX-FERRY|Dandong Example Ferry Brokerage Co Ltd|丹东示例渡口中介有限公司|broker|dandong
EX-KP-PINE|Example Pine Grove Trading (KP)|예시솔숲무역|broker|rajin
EX-FEE|Xuchang Example Maple Hair Co Ltd|许昌示例枫树发品有限公司|manufacturer;exporter|xuchang
EX-AGENT|Dandong Example Commission Service Co Ltd|丹东示例代办服务有限公司|broker|dandong
EX-TRIM|Xuchang Example Trim and Style Co Ltd|许昌示例修剪造型有限公司|manufacturer;exporter|xuchang
EX-LINE|Xuchang Example Clothesline Hair Co Ltd|许昌示例晾绳发品有限公司|manufacturer;exporter|xuchang
EX-CROWD|Xuchang Example Crowded Workshop Co Ltd|许昌示例拥挤工坊有限公司|manufacturer;exporter|xuchang
EX-COPY|Qingdao Example Paperwork Hair Co Ltd|青岛示例文书发品有限公司|manufacturer;exporter|qingdao
EX-VEST|Dandong Example Woollens Co Ltd|丹东示例毛织有限公司|manufacturer;exporter|dandong
EX-LABEL|Dandong Example Label House Co Ltd|丹东示例标签行有限公司|exporter;finisher|dandong
EX-SWITCH|Qingdao Example Switch Hair Co Ltd|青岛示例转换发品有限公司|exporter;finisher|qingdao
EX-MANDALAY|Mandalay Example Knotters Ltd||manufacturer;processor|mandalay
"""

# The links that two of the stories turn on, and the one party whose owner is named.
SHARED = {
    "EX-BROKER": {"phone": "+86 000 374 5550"},
    "EX-PHONE": {"phone": "+86 000 374 5550"},
    "EX-FERRY": {"representative": "Example Person Willow", "email": "office@willow.example"},
    "EX-LINK": {"representative": "Example Person Willow", "email": "office@willow.example"},
}

# site, operator, name, kind, city, workers, hours a day
SITES = """
S-WEFT|EX-WEFT|Example weft works|factory|xuchang|120|10
S-KNOT|EX-KNOT|Example knotting hall|factory|xuchang|90|10
S-VIL-1|EX-VILLAGE-1|Example village workshop one|workshop|xuchang|42|9
S-VIL-2|EX-VILLAGE-2|Example village workshop two|workshop|xuchang|55|9
S-VIL-3|EX-VILLAGE-3|Example village workshop three|workshop|xuchang|38|9
S-LASH|EX-LASH|Example lash plant|factory|pingdu|160|10
S-QD-FIN|EX-OVERSEA|Example finishing room|workshop|qingdao|28|9
S-MM|EX-YANGON|Example knotting house Yangon|factory|yangon|180|9
S-ID|EX-JAVA|Example knotting house Purbalingga|factory|purbalingga|150|8
S-VN|EX-BACNINH|Example knotting house Bac Ninh|factory|bacninh|140|9
S-BD|EX-DHAKA|Example knotting house Dhaka|factory|dhaka|170|9
S-DD|EX-DANDONG|Example machine hall Dandong|factory|dandong|75|10
S-WIN|EX-WINTER|Example carnival hall|factory|heze|130|10
S-KNIT|EX-KNIT|Example knitting hall|factory|yiwu|95|10
S-BEAD|EX-BEAD|Example bead room|workshop|yiwu|60|9
S-BAG|EX-BAG|Example bag hall|factory|hunchun|64|9
S-HEN|EX-HENAN|Example group plant|factory|zhengzhou|150|10
S-SMALL|EX-SMALL|Example little studio|workshop|qingdao|22|9
S-SMALL-2|EX-SMALL|Example second room|workshop|qingdao||
S-SMALL-3|EX-SMALL|Example third room|workshop|nowhere|20|9
S-KIDS|EX-KIDS|Example children wig room|workshop|qingdao|36|9
S-FINISH|EX-FINISH|Example finishing house|workshop|xuchang|30|9
S-VIL-4|EX-VILLAGE-4|Example village workshop four|workshop|xuchang|70|9
S-SEASON|EX-SEASON|Example season hall|factory|xuchang|100|10
S-QUICK|EX-QUICK|Example quick room|workshop|xuchang|12|10
S-QUICK-2|EX-QUICK|Example quick hall|factory|xuchang|60|10
S-BARGAIN|EX-BARGAIN|Example bargain hall|factory|xuchang|110|10
S-CERT|EX-CERTIFIED|Example certified hall|factory|qingdao|80|10
S-BLANK|EX-BLANK|Example short papers room|workshop|xuchang|34|9
S-YALU|EX-YALU|Example bridgehead room|workshop|dandong|26|9
S-PIER|EX-PIER|Example pier room|workshop|dandong|30|9
S-CROSS|EX-CROSS|Example crossroads room|workshop|hunchun|24|9
S-NORTH|EX-NORTH|Example lamplight room|workshop|dandong|22|9
S-KP-SIN|EX-KP-WORKS|Example site (Sinuiju, KP)|workshop|sinuiju||
S-KP-RAJ|EX-KP-WORKS|Example site (Rajin, KP)|workshop|rajin||
S-KP|EX-KP-WORKS|Example site (KP)|detention_facility|kp||
S-PAIR|EX-PAIR|Example pairing room|workshop|pingdu|40|9
S-HERON|EX-HERON-MAKER|Example heron mill|factory|shenyang|85|10
S-EVERGREEN|EX-EVERGREEN|Example hairpiece hall|factory|shenyang|90|10
S-LANTERN|EX-LANTERN|Example lantern hall|factory|dandong|90|10
S-DIRECT|EX-DIRECT|Example riverbank hall|factory|dandong|95|10
S-PHONE|EX-PHONE|Example riverside hall|factory|xuchang|90|10
S-LINK|EX-LINK|Example willow room|workshop|xuchang|40|9
S-FEE|EX-FEE|Example maple hall|factory|xuchang|100|10
S-TRIM|EX-TRIM|Example trim room|workshop|xuchang|32|9
S-LINE|EX-LINE|Example clothesline room|workshop|xuchang|60|9
S-CROWD|EX-CROWD|Example crowded room|workshop|xuchang|30|10
S-COPY|EX-COPY|Example paperwork hall|factory|qingdao|110|10
S-VEST|EX-VEST|Example woollens hall|factory|dandong|70|10
S-LABEL|EX-LABEL|Example label warehouse|warehouse|dandong|14|9
S-SWITCH|EX-SWITCH|Example switch warehouse|warehouse|qingdao|12|9
S-MDL|EX-MANDALAY|Example knotting house Mandalay|factory|mandalay|120|9
"""


def city(name):
    return CITIES.get(name, (None,) * 6)


def populate(book):
    """Adds every party and site to the book."""
    for number, line in enumerate(PARTIES.split("\n")[1:-1], start=1):
        party, name, native, roles, place = line.split("|")
        country, address, postal, _, area, prefix = city(place)
        road = f"No. {number} Example Road, {address}" if prefix else address
        company = bool(area) and "government" not in roles
        row = book.add(
            "parties", party=party, name=name, name_native=native, roles=roles, country=country,
            address=road, postal_code=postal,
            identifiers=f"uscc={uscc(area, number)}" if company else None,
            phone=f"{prefix} 01{number:02d}" if prefix else None,
            email=f"office@{party[3:].lower()}.example" if prefix else None)
        row.update(SHARED.get(party, {}))
    for number, line in enumerate(SITES.split("\n")[1:-1], start=1):
        site, operator, name, kind, place, workers, hours = line.split("|")
        country, address, postal, locode, _, _ = city(place)
        book.add(
            "sites", site=site, operator=operator, name=name, kind=kind, country=country,
            address=f"Example Lane {number}, {address}" if postal else address,
            postal_code=postal, locode=locode, workers=workers, hours_per_day=hours,
            according_to=operator if country and country != "KP" else None,
            basis="supplier_statement" if country and country != "KP" else None)

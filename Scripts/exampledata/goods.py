# SPDX-License-Identifier: Apache-2.0
"""What is bought: goods with their material, usual mass, hours and price.

Hours, yields and masses lie in the middle of published ranges (hand-tied wig 36 to 64 hours, hair
yield 0.70 to 0.95, a cap of 20 to 40 g, a 130 % wig of 110 g at 10 inches to 265 g at 28 inches).
Prices and material costs are invented round figures that leave local labour its wage.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goods:
    description: str
    hs: str
    material: str
    construction: str
    raw: tuple          # HS, material, description of the material
    raw_price: int      # CNY cents a kilogram
    price: int          # USD cents a unit
    hours: float        # a unit, usual
    steps: str
    hand_tied: int = None
    grams: int = None   # a unit; wigs follow length and density instead
    cap: int = 0        # grams a unit that are not in the raw lot
    loss: tuple = (12, 17)
    unit: str = "piece"
    per_unit: int = 1
    finish: str = "wash;style;label;pack"
    dealer: str = "EX-RAW-XC"


HAIR = ("670300", "human_hair", "Human hair, drawn and worked, dark")
FIBRE = ("550330", "synthetic", "Modacrylic fibre for wigs")
BRISTLE = ("540419", "synthetic", "PBT monofilament for false lashes")
YARN = ("550932", "yarn", "Acrylic yarn, two-fold")
BEADS = ("701810", "beads", "Glass beads, mixed")
FLAX = ("530919", "fabric", "Flax fabric, dyed")
COTTON = ("520812", "fabric", "Cotton fabric, plain weave")

GOODS = {
    "weft": Goods("Wig, human hair, machine weft", "670420", "human_hair", "machine_weft",
                  HAIR, 76000, 4450, 1.6, "weft;sew;assemble", hand_tied=0, cap=30),
    "synthetic": Goods("Wig, synthetic fibre, machine weft", "670411", "synthetic",
                       "machine_weft", FIBRE, 3800, 1380, 1.6, "weft;sew;assemble",
                       hand_tied=0, cap=30, dealer="EX-RAW-QD"),
    "tied": Goods("Lace wig, human hair, fully hand-tied", "670420", "human_hair", "hand_tied",
                  HAIR, 76000, 12800, 48.0, "knot;assemble", hand_tied=100, cap=30),
    "tied-synthetic": Goods("Carnival wig, synthetic, fully hand-tied", "670411", "synthetic",
                            "hand_tied", FIBRE, 3800, 9400, 48.0, "knot;assemble",
                            hand_tied=100, cap=30, dealer="EX-RAW-QD"),
    "mixed": Goods("Lace front wig, machine weft with hand-tied front", "670420", "human_hair",
                   "mixed", HAIR, 76000, 7600, 15.5, "weft;knot;sew;assemble", hand_tied=30,
                   cap=30),
    "lash": Goods("False eyelashes, strip, synthetic, 10 styles", "670419", "synthetic",
                  "mechanised", BRISTLE, 6500, 45, 0.02, "tie;assemble", grams=1,
                  unit="pair", per_unit=2, finish="trim;curl;mount;label;pack",
                  dealer="EX-RAW-QD"),
    "hand-lash": Goods("False eyelashes, strip, hand-made, 10 styles", "670419", "synthetic",
                       "hand_made", BRISTLE, 6500, 105, 0.1, "tie;assemble", grams=1,
                       unit="pair", per_unit=2, finish="trim;curl;pair;mount;label;pack",
                       dealer="EX-RAW-QD"),
    "cap": Goods("Crocheted cap, acrylic", "650500", "yarn", "crocheted", YARN, 3200, 860, 3.4,
                 "crochet", grams=85, loss=(5, 7), finish="wash;label;pack",
                 dealer="EX-RAW-QD"),
    "vest": Goods("Sweater vest, machine-knitted, acrylic", "611030", "yarn", "knitted", YARN,
                  3200, 1180, 2.2, "knit;sew", grams=300, loss=(5, 7),
                  finish="wash;label;pack", dealer="EX-RAW-QD"),
    "linen": Goods("Tablecloth, cotton, hemmed by hand", "630251", "fabric", "sewn", COTTON,
                   5200, 1480, 1.0, "sew", grams=420, loss=(5, 7), finish="wash;label;pack",
                   dealer="EX-RAW-QD"),
    "bead": Goods("Beaded bracelet, glass beads on thread", "711790", "beads", "hand_made",
                  BEADS, 4200, 330, 0.6, "bead;assemble", grams=45, loss=(5, 7),
                  finish="label;pack", dealer="EX-RAW-QD"),
    "bag": Goods("Shopping bag, flax fabric, sewn", "420222", "fabric", "sewn", FLAX, 9800,
                 1120, 0.9, "sew;assemble", grams=260, loss=(5, 7), finish="label;pack",
                 dealer="EX-FLAX-RU"),
}


def wig_grams(length_cm, density_pct):
    """Mass of a finished wig: 110 g at 10 inches, 190 g at 20, 265 g at 28, all at 130 %."""
    inches = length_cm / 2.54
    mass = 110 + 8 * (inches - 10) if inches <= 20 else 190 + 9.375 * (inches - 20)
    return round(mass * density_pct / 130)

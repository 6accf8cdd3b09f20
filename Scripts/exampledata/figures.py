# SPDX-License-Identifier: Apache-2.0
"""Do the figures tell the story that the truth claims? Mass, hours, wages, weights, counts.

A plain re-computation, written apart from the audit, with the widest value ranges: what it raises no
value inside the ranges explains. It covers the patterns that rest on arithmetic.
"""

from collections import defaultdict
from datetime import date, timedelta

from .book import grams, links

HAIR_YIELD, YARN_YIELD = (0.70, 0.95), (0.88, 0.99)
CAP, SCALES = (20, 40), 0.02
HOURS = {"hand_tied": (36, 64), "machine_weft": (1, 3), "crocheted": (1, 6),
         "knitted": (1.5, 4)}
DAY = 12            # the longest working day that counts
WAGE = (7, 11)      # CNY an hour for local labour; half the least of it is the floor
RATE = 7.0          # CNY for a dollar, low
COMPUTED = {"P01", "P02", "P04", "P05", "P08", "P23", "P26", "P30", "P40"}
SUSPENDED = [("2020-09-01", "2022-01-15"), ("2022-04-29", "2022-09-25")]


class Figures:
    """The rows of a book, looked up by lot."""

    def __init__(self, book):
        self.rows = defaultdict(list, book.rows)
        self.lots = {row["lot"]: row for row in self.rows["lots"]}
        self.sites = {row["site"]: row for row in self.rows["sites"]}
        self.makes = defaultdict(list)
        for row in self.rows["processing"]:
            if row["kind"] == "transform":
                for lot, pieces, mass in links(row["outputs"]):
                    self.makes[lot].append((row, pieces, mass))

    def chain(self, lot):
        """The lot and all that it was made from."""
        seen, todo = set(), [lot]
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                for row in self.rows["processing"]:
                    if name in [out for out, _, _ in links(row["outputs"])]:
                        todo += [source for source, _, _ in links(row["inputs"])]
                todo += [source for source, _, _ in links(self.lots[name]["made_from"])]
        return seen

    def hours(self, lot):
        """Least and most hours a piece, where such are known."""
        row = self.lots[lot]
        if row["construction"] == "mixed":
            share = int(row["hand_tied_pct"] or 0) / 100
            return tuple(share * HOURS["hand_tied"][i] + (1 - share) * HOURS["machine_weft"][i]
                         for i in (0, 1))
        return HOURS.get(row["construction"])


def problems(book, expected, say):
    """Compares what the figures give with the patterns that the truth names."""
    facts = Figures(book)
    tests = {"P01": balance, "P02": weight, "P04": capacity, "P05": wages, "P08": oversold,
             "P23": counts, "P26": fees, "P30": copies, "P40": trains}
    raised = {name: test(facts) for name, test in tests.items()}
    for row in expected:
        lot, named = row["lot"], set(row["expected_patterns"].split(";")) - {""}
        chain = facts.chain(lot)
        found = {name for name, lots in raised.items() if chain & lots}
        for name in sorted(named & COMPUTED - found):
            say(f"{lot} {row['story']}: {name} is expected, the figures do not show it")
        for name in sorted(found - named):
            if row["alert"] == "false" or row["expected_assessment"] == "conflict-in-documents":
                say(f"{lot} {row['story']}: {name} is not expected, the figures show it")
        if row["expected_assessment"] == "no-indicator-raised":
            complete(facts, row, chain, say)


def complete(facts, row, chain, say):
    """What an honest lot needs before every deciding pattern can be tested."""
    lot, bought = row["lot"], set()
    lacking = [name for name, there in (
        ("made", any(facts.makes[name] for name in chain)),
        ("orders with a price", any(lot in o["lots"] and o["unit_price"]
                                    for o in facts.rows["orders"]))) if not there]
    for move in facts.rows["movements"]:
        if "KP" in (move["from_country"], move["to_country"]) and any(
                name in chain for name, _, _ in links(move["lots"])):
            say(f"{lot}: honest, yet {move['movement']} touches KP")
        if move["value"] and move["kind"] in ("transfer", "raw_import"):
            bought |= {name for name, _, _ in links(move["lots"])}
    if not chain & bought:
        lacking.append("a purchase of its material")
    for name in chain:
        for process, _, _ in facts.makes[name]:
            site = facts.sites[process["site"]]
            if not (site["workers"] and site["hours_per_day"] and site["country"]):
                lacking.append(f"figures for {site['site']}")
    for what in lacking:
        say(f"{lot}: honest, yet lacks {what}")


def balance(facts):
    """P01: the mass that came out lies outside what went in and any yield."""
    raised = set()
    for lot, makes in facts.makes.items():
        inputs = [part for row, _, _ in makes for part in links(row["inputs"])]
        if not inputs or any(mass is None for _, _, mass in inputs):
            continue
        went = sum(mass for _, _, mass in inputs)
        came = sum(mass or 0 for _, _, mass in makes)
        row = facts.lots[lot]
        wig = row["hs"][:6] in ("670411", "670420") and row["pieces"]
        least, most = [came - (cap * int(row["pieces"]) if wig else 0) for cap in CAP[::-1]]
        low, high = YARN_YIELD if row["material"] == "yarn" else HAIR_YIELD
        if most < went * low * (1 - SCALES) or least > went * high * (1 + SCALES):
            raised.add(lot)
    return raised


def weight(facts):
    """P02: a wig lighter than 80 g or heavier than 450 g."""
    wigs = [row for row in facts.lots.values()
            if row["hs"][:6] in ("670411", "670420") and row["pieces"]]
    return {row["lot"] for row in wigs
            if not 80 <= grams(row["net_kg"]) / int(row["pieces"]) <= 450}


def capacity(facts):
    """P04: at the fewest hours a piece and the longest day the site still lacks hands."""
    jobs = defaultdict(list)
    for lot, makes in facts.makes.items():
        for row, pieces, _ in makes:
            jobs[row["site"]].append((lot, row["started"], row["finished"], pieces))
    for order in facts.rows["orders"]:
        for lot, pieces, _ in links(order["lots"]):
            if not any(facts.makes[name] for name in facts.chain(lot)):
                site = facts.lots[lot]["made_at"]
                jobs[site].append((lot, order["ordered"], order["shipped"], pieces))
    raised = set()
    for site, work in jobs.items():
        workers = facts.sites[site]["workers"] if site in facts.sites else ""
        for _, start, end, _ in work if workers else ():
            inside = [job for job in work if job[1] >= start and job[2] <= end]
            for last in {job[2] for job in work}:
                span = [job for job in work if job[1] >= start and job[2] <= last]
                raised |= overloaded(facts, span or inside, int(workers), 1.3, DAY)
    return raised


def overloaded(facts, jobs, workers, limit, day):
    """The lots of jobs that together need more than `limit` times the hands."""
    needed = sum((facts.hours(lot) or (0,))[0] * (pieces or 0) for lot, _, _, pieces in jobs)
    if not jobs or not needed:
        return set()
    first, last = min(job[1] for job in jobs), max(job[2] for job in jobs)
    days = (date.fromisoformat(last) - date.fromisoformat(first)) / timedelta(1) + 1
    return {job[0] for job in jobs} if needed > limit * workers * day * days else set()


def wages(facts):
    """P05: after the cheapest material nothing like a local wage is left."""
    cost = {}
    for move in facts.rows["movements"]:
        parts = links(move["lots"])
        if move["kind"] == "transfer" and move["value"] and parts[0][2]:
            cost[parts[0][0]] = float(move["value"]) / parts[0][2]
    raised = set()
    for order in facts.rows["orders"]:
        if not order["unit_price"]:
            continue
        for lot, pieces, _ in links(order["lots"]):
            inputs = [part for row, _, _ in facts.makes[lot] for part in links(row["inputs"])]
            if not facts.hours(lot) or not inputs or any(s not in cost for s, _, _ in inputs):
                continue
            price = float(order["unit_price"]) * (7.3 if order["currency"] == "USD" else 1)
            material = sum(cost[s] * (mass or 0) for s, _, mass in inputs) / pieces
            if (price - material) / facts.hours(lot)[0] < WAGE[0] / 2:
                raised.add(lot)
    return raised


def oversold(facts):
    """P08: more is cited of a lot than it weighed."""
    cited = defaultdict(int)
    users = defaultdict(set)
    for lot, makes in facts.makes.items():
        for row, _, _ in makes:
            for source, _, mass in links(row["inputs"]):
                cited[source] += mass or 0
                users[source].add(lot)
    return {lot for source, total in cited.items() if facts.lots[source]["net_kg"]
            and total > grams(facts.lots[source]["net_kg"]) * (1 + SCALES)
            for lot in users[source]}


def counts(facts):
    """P23: two documents of one month differ by more than a fifth; every lot of the site."""
    months = defaultdict(list)
    for row in facts.rows["headcounts"]:
        months[row["site"], row["as_of"][:7]].append(int(row["workers"]))
    sites = {site for (site, _), found in months.items() if max(found) > 1.2 * min(found)}
    lots = {row["lot"] for row in facts.lots.values() if row["made_at"] in sites}
    return lots | {lot for row in facts.rows["processing"] if row["site"] in sites
                   for lot, _, _ in links(row["outputs"])}


def fees(facts):
    """P26: 25 to 50 CNY a piece to someone other than the named maker."""
    raised = set()
    for pay in facts.rows["payments"]:
        if not pay["pieces"]:
            continue
        rate = RATE if pay["currency"] == "USD" else 1
        fee = float(pay["amount"]) * rate / int(pay["pieces"])
        for lot, _, _ in links(pay["lots"]):
            if 25 <= fee <= 50 and pay["payee"] != facts.lots[lot]["maker"]:
                raised.add(lot)
    return raised


def copies(facts):
    """P30: one file under several document ids, one seal on several movements, or a paper of one
    lot alone whose figures are not the lot's."""
    raised = {row["attaches"] for row in facts.rows["documents"]
              if row["attaches"] in facts.lots and differs(row, facts.lots[row["attaches"]])}
    for sheet, column in (("documents", "sha256"), ("movements", "seal")):
        seen = defaultdict(list)
        for row in facts.rows[sheet]:
            if row[column]:
                seen[row[column]].append(row)
        for rows in seen.values():
            for row in rows if len(rows) > 1 else ():
                raised |= concerned(facts, row)
    return raised


def differs(paper, lot):
    """Whether a paper states other pieces, or a mass outside net and gross, by over 5 per cent."""
    if paper["pieces"] and lot["pieces"]:
        if abs(float(paper["pieces"]) / float(lot["pieces"]) - 1) > 0.05:
            return True
    if paper["mass_kg"] and lot["net_kg"]:
        mass, net = float(paper["mass_kg"]), float(lot["net_kg"])
        return not net * 0.95 <= mass <= float(lot["gross_kg"] or net) * 1.05
    return False


def concerned(facts, row):
    """The lots that a movement carries or a document supports."""
    if "lots" in row:
        return {lot for lot, _, _ in links(row["lots"])}
    return {lot for process in facts.rows["processing"]
            if process["processing"] in row["attaches"].split(";")
            for lot, _, _ in links(process["outputs"])}


def trains(facts):
    """P40: rail through Dandong to or from North Korea on days without trains."""
    raised = set()
    for move in facts.rows["movements"]:
        rail = move["mode"] == "rail" and "KP" in (move["from_country"], move["to_country"])
        if rail and any(low <= move["dispatched"] <= high for low, high in SUSPENDED):
            raised |= {lot for lot, _, _ in links(move["lots"])}
    return raised

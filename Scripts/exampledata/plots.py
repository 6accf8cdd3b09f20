# SPDX-License-Identifier: Apache-2.0
"""What is expected of each finished lot, kept beside the workbook and never inside it."""

TRUTH_COLUMNS = ["lot", "story", "expected_assessment", "expected_action", "alert",
                 "expected_patterns"]

ACTIONS = {"no-indicator-raised": ("release", "false"), "information-missing": ("ask", "false"),
           "indicator-raised": ("review", "true"), "conflict-in-documents": ("review", "true"),
           "matches-listed-party": ("review", "true")}

CLEAN, ASK, RAISED = "no-indicator-raised", "information-missing", "indicator-raised"
CONFLICT, LISTED = "conflict-in-documents", "matches-listed-party"


class Truth:
    """Rows of truth.csv, and the groups that the README tells of."""

    def __init__(self):
        self.groups = []

    def group(self, story, assessment, patterns, text):
        self.groups.append((story, assessment, patterns, " ".join(text.split()), []))

    def tell(self, story):
        self.groups[-1][4].append(story.lot)
        return story

    def rows(self):
        for story, assessment, patterns, _, lots in self.groups:
            for lot in lots:
                yield [lot, story, assessment, *ACTIONS[assessment], ";".join(patterns)]

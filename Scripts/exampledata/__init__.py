# SPDX-License-Identifier: Apache-2.0
"""Makes the example workbooks, the invented list and the truth beside them."""

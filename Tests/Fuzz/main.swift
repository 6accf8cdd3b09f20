// SPDX-License-Identifier: Apache-2.0
import TraceCBOR

print("\(CommandLine.arguments.count - 1) arguments")

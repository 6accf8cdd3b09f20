// SPDX-License-Identifier: Apache-2.0
import Foundation

exit(Entrance.run(Array(CommandLine.arguments.dropFirst())))

// SPDX-License-Identifier: Apache-2.0

/// Ordinary least squares with few columns, by the normal equations.
enum LeastSquares {
    /// The coefficients of the columns of `rows` that fit `values` best; nil where they are not determined.
    static func fit(_ rows: [[Double]], _ values: [Double]) -> [Double]? {
        guard let width = rows.first?.count, width > 0, rows.count == values.count,
            rows.count >= width
        else { return nil }
        var matrix = Array(repeating: Array(repeating: 0.0, count: width + 1), count: width)
        for (row, value) in zip(rows, values) {
            for i in 0..<width {
                for j in 0..<width { matrix[i][j] += row[i] * row[j] }
                matrix[i][width] += row[i] * value
            }
        }
        return solve(&matrix)
    }

    /// Gauss elimination with partial pivoting; the last column is the right-hand side.
    private static func solve(_ matrix: inout [[Double]]) -> [Double]? {
        let size = matrix.count
        for column in 0..<size {
            let pivot = (column..<size).max {
                matrix[$0][column].magnitude < matrix[$1][column].magnitude
            }
            guard let pivot, matrix[pivot][column].magnitude > 1e-9 else { return nil }
            matrix.swapAt(column, pivot)
            for row in 0..<size where row != column {
                let factor = matrix[row][column] / matrix[column][column]
                guard factor != 0 else { continue }
                for index in column...size { matrix[row][index] -= factor * matrix[column][index] }
            }
        }
        return matrix.indices.map { matrix[$0][size] / matrix[$0][$0] }
    }
}

namespace TradingAi.Core.Insights.Statistics;

/// <summary>Ordinary least squares of a few columns, by the normal equations.</summary>
internal sealed class LeastSquares
{
    // A column that the others make up to rounding has no coefficient of its own.
    private const double Singular = 1e-9;

    private readonly double[,] _inverse;
    private readonly double _variance;

    private LeastSquares(double[] coefficients, double[,] inverse, double variance) =>
        (Coefficients, _inverse, _variance) = (coefficients, inverse, variance);

    /// <summary>One coefficient a column; 0 for a column that the ones before it make up.</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>A coefficient over its standard error; 0 for a column that the ones before it make up.</summary>
    public double T(int column)
    {
        var variance = _inverse[column, column] * _variance;
        return variance > 0 ? Coefficients[column] / Math.Sqrt(variance) : 0;
    }

    /// <summary>Fits values to columns of the same length.</summary>
    public static LeastSquares Fit(IReadOnlyList<double[]> columns, double[] values)
    {
        var k = columns.Count;
        var normal = new double[k, k];
        var right = new double[k];
        for (var i = 0; i < k; i++)
        {
            right[i] = Dot(columns[i], values);
            for (var j = 0; j <= i; j++)
            {
                normal[i, j] = normal[j, i] = Dot(columns[i], columns[j]);
            }
        }

        var inverse = Inverse(normal, k, out var rank);
        var coefficients = new double[k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                coefficients[i] += inverse[i, j] * right[j];
            }
        }

        var squares = 0.0;
        for (var row = 0; row < values.Length; row++)
        {
            var residual = values[row];
            for (var i = 0; i < k; i++)
            {
                residual -= coefficients[i] * columns[i][row];
            }

            squares += residual * residual;
        }

        return new LeastSquares(coefficients, inverse, squares / Math.Max(1, values.Length - rank));
    }

    // The sweep operator (Goodnight, 1979): a column without a pivot of its own is left out, its row and column are 0.
    private static double[,] Inverse(double[,] matrix, int k, out int rank)
    {
        var a = (double[,])matrix.Clone();
        var swept = new bool[k];
        rank = 0;
        for (var p = 0; p < k; p++)
        {
            if (a[p, p] <= Singular * Math.Max(matrix[p, p], double.Epsilon))
            {
                continue;
            }

            rank++;
            swept[p] = true;
            var pivot = a[p, p];
            for (var i = 0; i < k; i++)
            {
                for (var j = 0; j < k; j++)
                {
                    if (i != p && j != p)
                    {
                        a[i, j] -= a[i, p] * a[p, j] / pivot;
                    }
                }
            }

            for (var i = 0; i < k; i++)
            {
                if (i != p)
                {
                    a[i, p] /= pivot;
                    a[p, i] /= -pivot;
                }
            }

            a[p, p] = 1 / pivot;
        }

        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                a[i, j] = swept[i] && swept[j] ? a[i, j] : 0;
            }
        }

        return a;
    }

    private static double Dot(double[] x, double[] y) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(x, y);
}

using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// <c>y = x·W + b</c> for many rows at once. The weights lie in panels of 32 columns, so that the inner loop streams
/// through memory, and a block of rows shares every weight that is loaded.
/// </summary>
internal sealed class DenseLayer
{
    /// <summary>Rows are computed in blocks of this many: buffers hold a multiple of it, the surplus is ignored.</summary>
    public const int RowBlock = 8;

    private const int Panel = 32;
    private readonly float[] _panels;
    private readonly float[] _bias;

    /// <summary>Takes row-major weights of <paramref name="inputs"/> rows and a multiple of 32 columns.</summary>
    public DenseLayer(float[] weights, int inputs, float[] bias)
    {
        (Inputs, Outputs) = (inputs, bias.Length);
        if (Outputs % Panel != 0 || weights.Length != Inputs * Outputs)
        {
            throw new InvalidDataException($"A layer of {Inputs}×{Outputs} does not fit its {weights.Length} weights.");
        }

        _bias = bias;
        _panels = new float[weights.Length];
        for (var column = 0; column < Outputs; column += Panel)
        {
            for (var k = 0; k < Inputs; k++)
            {
                weights.AsSpan((k * Outputs) + column, Panel).CopyTo(_panels.AsSpan((column * Inputs) + (k * Panel)));
            }
        }
    }

    /// <summary>Width of a row that goes in.</summary>
    public int Inputs { get; }

    /// <summary>Width of a row that comes out.</summary>
    public int Outputs { get; }

    /// <summary>Computes <paramref name="rows"/> rows, rounded up to whole blocks.</summary>
    public void Apply(ReadOnlySpan<float> input, Span<float> output, int rows)
    {
        var blocks = (rows + RowBlock - 1) / RowBlock;
        if (input.Length < blocks * RowBlock * Inputs || output.Length < blocks * RowBlock * Outputs)
        {
            throw new ArgumentException("Buffers must hold whole blocks of rows.", nameof(rows));
        }

        ref var x = ref MemoryMarshal.GetReference(input);
        ref var y = ref MemoryMarshal.GetReference(output);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_panels);
        for (var column = 0; column < Outputs; column += Panel)
        {
            ref var panel = ref Unsafe.Add(ref weights, column * Inputs);
            for (var block = 0; block < blocks; block++)
            {
                ref var rowsIn = ref Unsafe.Add(ref x, block * RowBlock * Inputs);
                ref var rowsOut = ref Unsafe.Add(ref y, (block * RowBlock * Outputs) + column);
                if (Vector512.IsHardwareAccelerated)
                {
                    EightRows(ref rowsIn, ref panel, ref rowsOut);
                }
                else
                {
                    for (var half = 0; half < Panel; half += Panel / 2)
                    {
                        FourRows(ref rowsIn, ref Unsafe.Add(ref panel, half), ref Unsafe.Add(ref rowsOut, half));
                        FourRows(ref Unsafe.Add(ref rowsIn, 4 * Inputs), ref Unsafe.Add(ref panel, half), ref Unsafe.Add(ref rowsOut, (4 * Outputs) + half));
                    }
                }
            }
        }

        for (var row = 0; row < rows; row++)
        {
            var values = output.Slice(row * Outputs, Outputs);
            TensorPrimitives.Add(values, _bias, values);
        }
    }

    /// <summary>8 rows × 32 columns in sixteen 512-bit registers.</summary>
    private void EightRows(ref float x, ref float panel, ref float y)
    {
        var (a0, a1, b0, b1, c0, c1, d0, d1) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero,
            Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (e0, e1, f0, f1, g0, g1, h0, h1) = (a0, a0, a0, a0, a0, a0, a0, a0);
        var n = Inputs;
        for (var k = 0; k < n; k++)
        {
            var w0 = Vector512.LoadUnsafe(ref panel);
            var w1 = Vector512.LoadUnsafe(ref panel, 16);
            panel = ref Unsafe.Add(ref panel, Panel);

            var v = Vector512.Create(Unsafe.Add(ref x, k));
            (a0, a1) = (Vector512.FusedMultiplyAdd(v, w0, a0), Vector512.FusedMultiplyAdd(v, w1, a1));
            v = Vector512.Create(Unsafe.Add(ref x, k + n));
            (b0, b1) = (Vector512.FusedMultiplyAdd(v, w0, b0), Vector512.FusedMultiplyAdd(v, w1, b1));
            v = Vector512.Create(Unsafe.Add(ref x, k + (2 * n)));
            (c0, c1) = (Vector512.FusedMultiplyAdd(v, w0, c0), Vector512.FusedMultiplyAdd(v, w1, c1));
            v = Vector512.Create(Unsafe.Add(ref x, k + (3 * n)));
            (d0, d1) = (Vector512.FusedMultiplyAdd(v, w0, d0), Vector512.FusedMultiplyAdd(v, w1, d1));
            v = Vector512.Create(Unsafe.Add(ref x, k + (4 * n)));
            (e0, e1) = (Vector512.FusedMultiplyAdd(v, w0, e0), Vector512.FusedMultiplyAdd(v, w1, e1));
            v = Vector512.Create(Unsafe.Add(ref x, k + (5 * n)));
            (f0, f1) = (Vector512.FusedMultiplyAdd(v, w0, f0), Vector512.FusedMultiplyAdd(v, w1, f1));
            v = Vector512.Create(Unsafe.Add(ref x, k + (6 * n)));
            (g0, g1) = (Vector512.FusedMultiplyAdd(v, w0, g0), Vector512.FusedMultiplyAdd(v, w1, g1));
            v = Vector512.Create(Unsafe.Add(ref x, k + (7 * n)));
            (h0, h1) = (Vector512.FusedMultiplyAdd(v, w0, h0), Vector512.FusedMultiplyAdd(v, w1, h1));
        }

        Store(ref y, 0, a0, a1);
        Store(ref y, 1, b0, b1);
        Store(ref y, 2, c0, c1);
        Store(ref y, 3, d0, d1);
        Store(ref y, 4, e0, e1);
        Store(ref y, 5, f0, f1);
        Store(ref y, 6, g0, g1);
        Store(ref y, 7, h0, h1);
    }

    /// <summary>4 rows × 16 columns in eight 256-bit registers, or their software equivalent.</summary>
    private void FourRows(ref float x, ref float panel, ref float y)
    {
        var (a0, a1, b0, b1, c0, c1, d0, d1) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero,
            Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var n = Inputs;
        for (var k = 0; k < n; k++)
        {
            var w0 = Vector256.LoadUnsafe(ref panel);
            var w1 = Vector256.LoadUnsafe(ref panel, 8);
            panel = ref Unsafe.Add(ref panel, Panel);

            var v = Vector256.Create(Unsafe.Add(ref x, k));
            (a0, a1) = (Vector256.MultiplyAddEstimate(v, w0, a0), Vector256.MultiplyAddEstimate(v, w1, a1));
            v = Vector256.Create(Unsafe.Add(ref x, k + n));
            (b0, b1) = (Vector256.MultiplyAddEstimate(v, w0, b0), Vector256.MultiplyAddEstimate(v, w1, b1));
            v = Vector256.Create(Unsafe.Add(ref x, k + (2 * n)));
            (c0, c1) = (Vector256.MultiplyAddEstimate(v, w0, c0), Vector256.MultiplyAddEstimate(v, w1, c1));
            v = Vector256.Create(Unsafe.Add(ref x, k + (3 * n)));
            (d0, d1) = (Vector256.MultiplyAddEstimate(v, w0, d0), Vector256.MultiplyAddEstimate(v, w1, d1));
        }

        foreach (var (row, first, second) in (ReadOnlySpan<(int, Vector256<float>, Vector256<float>)>)[(0, a0, a1), (1, b0, b1), (2, c0, c1), (3, d0, d1)])
        {
            first.StoreUnsafe(ref Unsafe.Add(ref y, row * Outputs));
            second.StoreUnsafe(ref Unsafe.Add(ref y, row * Outputs), 8);
        }
    }

    private void Store(ref float y, int row, Vector512<float> first, Vector512<float> second)
    {
        ref var start = ref Unsafe.Add(ref y, row * Outputs);
        first.StoreUnsafe(ref start);
        second.StoreUnsafe(ref start, 16);
    }
}

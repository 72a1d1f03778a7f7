using System.Numerics.Tensors;

namespace TradingAi.Simulators.Voyage;

/// <summary>
/// The prompt that Voyage puts before a query or a document moves its embedding a little, and all of one kind the same way.
/// </summary>
internal static class InputTypeDirection
{
    private const float Share = 0.15f;

    /// <summary>Moves a vector of unit length and keeps its length; without a type it stays as it is.</summary>
    public static void Apply(float[] vector, string? inputType)
    {
        if (inputType is null)
        {
            return;
        }

        var step = Share / MathF.Sqrt(vector.Length);
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] += StableHash.Of(inputType, (ulong)i) % 2 == 0 ? step : -step;
        }

        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
    }
}

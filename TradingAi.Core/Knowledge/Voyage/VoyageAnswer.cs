using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Voyage;

/// <summary>Reads a reply of Voyage and believes none of it: each text has one vector, of the model, of its length, of length one.</summary>
internal static class VoyageAnswer
{
    // What rounding on the way may do to a unit vector; anything else is no unit vector.
    private const float LargestDrift = 0.05f;
    private const float SmallestDrift = 1e-6f;

    /// <summary>The vectors in the order of the texts.</summary>
    /// <exception cref="VendorException">The reply is not what was asked for; <see cref="VendorFailure.Malformed"/>.</exception>
    public static Embedding<float>[] Read(VoyageReply reply, VoyageRequest request)
    {
        if (!string.Equals(reply.Model, request.Model, StringComparison.OrdinalIgnoreCase))
        {
            throw Malformed($"answered with vectors of another model than {request.Model}");
        }

        var items = reply.Data ?? [];
        var embeddings = new Embedding<float>[request.Input.Count];
        foreach (var item in items)
        {
            if (item.Index is not { } index || index < 0 || index >= embeddings.Length)
            {
                throw Malformed("answered with a vector of a text that it was not sent");
            }

            if (embeddings[index] is not null)
            {
                throw Malformed("answered with two vectors of one text");
            }

            embeddings[index] = new Embedding<float>(Unit(item.Embedding, request)) { ModelId = request.Model };
        }

        return items.Count == embeddings.Length ? embeddings : throw Malformed($"answered with {items.Count} vectors of {embeddings.Length} texts");
    }

    private static float[] Unit(float[]? vector, VoyageRequest request)
    {
        if (vector?.Length != request.OutputDimension)
        {
            throw Malformed($"answered with a vector of {vector?.Length ?? 0} dimensions instead of {request.OutputDimension} (VOYAGER_DIMENSIONS)");
        }

        var norm = TensorPrimitives.Norm<float>(vector);
        var drift = MathF.Abs(norm - 1);
        if (!(drift <= LargestDrift))
        {
            throw Malformed("answered with a vector that is not of length one");
        }

        if (drift > SmallestDrift)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }

        return vector;
    }

    private static VendorException Malformed(string what) => new(Vendor.Voyage, VendorFailure.Malformed, $"Voyage {what}.");
}

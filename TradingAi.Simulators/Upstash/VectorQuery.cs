using TradingAi.Simulators.Upstash.Filters;

namespace TradingAi.Simulators.Upstash;

/// <summary>A query for the nearest vectors.</summary>
internal sealed record VectorQuery(float[] Vector, int TopK, IFilter? Filter, VectorFields Fields);

/// <summary>Which parts of a vector an answer holds besides its id.</summary>
internal sealed record VectorFields(bool Metadata, bool Data, bool Vectors);

/// <summary>A vector found, with its score.</summary>
internal sealed record VectorMatch(StoredVector Vector, float Score);

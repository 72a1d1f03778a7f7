namespace TradingAi.Core.Knowledge.Chunking;

/// <summary>What a chunk mostly is.</summary>
public enum ChunkType
{
    /// <summary>The opening of an entity that was cut, where it says what it is about.</summary>
    Summary,

    /// <summary>Anything else.</summary>
    Detail,

    /// <summary>A fenced block of code or data.</summary>
    Code,

    /// <summary>Rules and descriptions of a setup.</summary>
    Strategy,

    /// <summary>Sizing, stops, drawdowns and limits.</summary>
    RiskAnalysis,
}

/// <summary>A piece of an entity's text with a vector of its own.</summary>
/// <param name="ChunkId">The vector's id, <c>{type}:{entity_id}:{chunk}</c>.</param>
/// <param name="ParentId">The entity's ref, to which a match returns.</param>
/// <param name="ChunkIndex">From 0, without gaps.</param>
/// <param name="Content">The text, under the title of its section.</param>
/// <param name="ChunkType">What it mostly is.</param>
/// <param name="Metadata">Measures of the text.</param>
public sealed record Chunk(string ChunkId, string ParentId, int ChunkIndex, string Content, ChunkType ChunkType, ChunkMetadata Metadata);

/// <summary>Measures of a chunk's text.</summary>
/// <param name="WordCount">Words between spaces.</param>
/// <param name="TokenEstimate">Tokens of a usual language model: four for three words.</param>
/// <param name="ImportanceScore">0–1; see <see cref="ChunkImportance"/>.</param>
public sealed record ChunkMetadata(int WordCount, int TokenEstimate, double ImportanceScore);

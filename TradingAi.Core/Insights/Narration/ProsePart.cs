namespace TradingAi.Core.Insights.Narration;

/// <summary>One part of a prose text.</summary>
/// <param name="Key">Its name in a model's answer, such as <c>what_happened</c>.</param>
/// <param name="Heading">What stands above it; empty for none.</param>
/// <param name="Text">Paragraphs, parted by empty lines.</param>
public sealed record ProsePart(string Key, string Heading, string Text)
{
    /// <summary>The part as Markdown.</summary>
    public override string ToString() => Heading.Length == 0 ? Text : $"## {Heading}\n\n{Text}";
}

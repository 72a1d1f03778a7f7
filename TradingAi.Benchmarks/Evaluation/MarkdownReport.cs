using System.Text;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>The evaluation as Markdown: one table of everything, one of retrieval by theme, and what was missed.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes it.</summary>
    /// <param name="heading">The journal and the app, in a line.</param>
    /// <param name="parts">What the parts came to, in order.</param>
    public static string Write(string heading, IReadOnlyList<PartResult> parts)
    {
        var text = new StringBuilder($"# Evaluation\n\n{heading}\n\n");
        text.Append("| part | checked | right | result | target | |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var score in parts.SelectMany(p => p.Scores))
        {
            text.Append($"| {score.Part} | {score.Checked} | {score.Right?.ToString() ?? ""} | {score.Value.ToString(score.Format)} | {score.Target ?? ""} | {Verdict(score)} |\n");
        }

        foreach (var details in parts.Select(p => p.Details).Where(d => d.Count > 0))
        {
            text.Append('\n').AppendJoin('\n', details).Append('\n');
        }

        var misses = parts.SelectMany(p => p.Misses).ToList();
        if (misses.Count > 0)
        {
            text.Append("\nMissed:\n\n").AppendJoin('\n', misses.Select(m => $"- {m}")).Append('\n');
        }

        return text.ToString();
    }

    private static string Verdict(Score score) => score.Target is null ? "" : score.Met ? "met" : "**missed**";
}

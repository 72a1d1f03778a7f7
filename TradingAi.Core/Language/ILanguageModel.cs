using Microsoft.Extensions.AI;

namespace TradingAi.Core.Language;

/// <summary>
/// What a chat client with a language model behind it offers beyond <see cref="IChatClient"/>; asked for by
/// <see cref="IChatClient.GetService"/>. The narrator offers none of it.
/// </summary>
public interface ILanguageModel
{
    /// <summary>The fast model, for chat and insights; the default of every call.</summary>
    string Model { get; }

    /// <summary>The strong model, for reports.</summary>
    string ReportModel { get; }

    /// <summary>How many tokens of earlier messages a prompt may hold.</summary>
    int HistoryTokens { get; }

    /// <summary>True where the prompt does not exceed the model's window; counted by the model's provider only where no sure bound decides.</summary>
    ValueTask<bool> FitsAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken);
}

/// <summary>What chat options and answers carry beside what the ecosystem defines, by name.</summary>
public static class LanguageProperties
{
    /// <summary>Of the options: the <see cref="Journal.UserId"/> whose budget pays.</summary>
    public const string User = "tradingai.user";

    /// <summary>Of an answer, or the last update of a streamed one: what it cost in US dollars, a <see cref="decimal"/>.</summary>
    public const string CostUsd = "tradingai.cost-usd";

    /// <summary>Of the options: a <see cref="TimeSpan"/> that an answer which nobody watches being written may take.</summary>
    public const string Patience = "tradingai.patience";

    /// <summary>Of the options: an <see cref="UnreportedUsage"/> that takes what a stream had used when its reader left it.</summary>
    public const string Unreported = "tradingai.unreported";
}

/// <summary>What streams had used that were left before their last update could say so.</summary>
internal sealed class UnreportedUsage
{
    private readonly Lock _gate = new();
    private readonly UsageDetails _usage = new();
    private decimal _cost;

    /// <summary>Adds what one used.</summary>
    public void Add(UsageDetails usage, decimal cost)
    {
        lock (_gate)
        {
            _usage.Add(usage);
            _cost += cost;
        }
    }

    /// <summary>All of it.</summary>
    public (long Input, long Output, decimal Cost) Read()
    {
        lock (_gate)
        {
            return (_usage.InputTokenCount ?? 0, _usage.OutputTokenCount ?? 0, _cost);
        }
    }
}

using TradingAi.Core.Operations;

namespace TradingAi.Core.Predictions;

/// <summary>How far ahead a prediction looks, up to a month: further, nothing of a trader's past can be relied on.</summary>
public readonly record struct PredictionHorizon
{
    private static readonly string[] s_names = ["7d", "14d", "30d"];

    private PredictionHorizon(int days) => Days = days;

    /// <summary>The next seven days.</summary>
    public static PredictionHorizon Week { get; } = new(7);

    /// <summary>The names on the wire.</summary>
    public static IReadOnlyList<string> Names => s_names;

    /// <summary>Days ahead: 7, 14 or 30.</summary>
    public int Days { get; }

    /// <summary>The name on the wire.</summary>
    public string Name => $"{Days}d";

    /// <summary>Reads a name; the week where there is none.</summary>
    /// <exception cref="RequestRefusedException">The name is unknown.</exception>
    public static PredictionHorizon Parse(string? name) => name switch
    {
        null or "7d" => Week,
        "14d" => new(14),
        "30d" => new(30),
        _ => throw RequestRefusedException.Invalid("horizon", $"horizon must be one of {string.Join(", ", s_names)}."),
    };
}

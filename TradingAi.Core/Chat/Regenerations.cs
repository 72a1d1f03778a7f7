using System.Diagnostics.Metrics;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Chat;

/// <summary>Counts answers that a model was asked for twice: <c>tradingai.chat.regenerations</c> by <c>mended</c>.</summary>
public sealed class Regenerations
{
    private readonly Counter<long> _answers;

    /// <summary>Creates the instrument.</summary>
    public Regenerations(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _answers = meters.Create(VendorActivity.MeterName)
            .CreateCounter<long>("tradingai.chat.regenerations", "{answer}", "Answers asked for twice because of unsupported claims.");
    }

    /// <summary>Counts one.</summary>
    /// <param name="isMended">True where all that the second answer states is supported.</param>
    public void Add(bool isMended) => _answers.Add(1, new KeyValuePair<string, object?>("mended", isMended));
}

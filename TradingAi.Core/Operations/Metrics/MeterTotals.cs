using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Operations.Metrics;

/// <summary>What an instrument has measured since the process started.</summary>
/// <param name="Count">How often.</param>
/// <param name="Sum">What it comes to.</param>
public readonly record struct Total(long Count, double Sum)
{
    /// <summary>The mean; null where nothing was measured.</summary>
    public double? Mean => Count > 0 ? Sum / Count : null;

    /// <summary>Both together.</summary>
    public Total Plus(Total other) => new(Count + other.Count, Sum + other.Sum);
}

/// <summary>Adds up, by tags, what the instruments of the service's own meter measure: those of this host, and from its start on.</summary>
public sealed class MeterTotals : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Series, Total> _totals = new();

    /// <summary>Begins to listen.</summary>
    public MeterTotals(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == VendorActivity.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The total of an instrument over all series that carry the given tags.</summary>
    public Total Of(string instrument, params ReadOnlySpan<(string Key, string Value)> tags)
    {
        var total = default(Total);
        foreach (var (series, measured) in _totals)
        {
            if (series.Instrument == instrument && series.Carries(tags))
            {
                total = total.Plus(measured);
            }
        }

        return total;
    }

    /// <summary>The totals of an instrument by the values of one tag.</summary>
    public IReadOnlyDictionary<string, Total> By(string instrument, string key, params ReadOnlySpan<(string Key, string Value)> tags)
    {
        var totals = new SortedDictionary<string, Total>(StringComparer.Ordinal);
        foreach (var (series, measured) in _totals)
        {
            if (series.Instrument == instrument && series.Carries(tags) && series.ValueOf(key) is { } value)
            {
                totals[value] = totals.GetValueOrDefault(value).Plus(measured);
            }
        }

        return totals;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _totals.AddOrUpdate(Series.Of(instrument.Name, tags), new Total(1, value), (_, before) => before.Plus(new Total(1, value)));

    /// <summary>An instrument with one set of tags, each as <c>|key=value|</c>.</summary>
    private readonly record struct Series(string Instrument, string Tags)
    {
        public static Series Of(string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = "|";
            foreach (var (key, value) in tags)
            {
                text += $"{key}={value}|";
            }

            return new Series(instrument, text);
        }

        public bool Carries(ReadOnlySpan<(string Key, string Value)> tags)
        {
            foreach (var (key, value) in tags)
            {
                if (!Tags.Contains($"|{key}={value}|", StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        }

        public string? ValueOf(string key)
        {
            var start = Tags.IndexOf($"|{key}=", StringComparison.Ordinal);
            if (start < 0)
            {
                return null;
            }

            start += key.Length + 2;
            return Tags[start..Tags.IndexOf('|', start)];
        }
    }
}

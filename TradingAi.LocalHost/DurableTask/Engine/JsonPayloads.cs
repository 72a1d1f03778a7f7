using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>Inputs, outputs, events and statuses as JSON, kept within the size that every back end takes.</summary>
internal sealed class JsonPayloads(IOptions<JsonSerializerOptions> json, ILogger<JsonPayloads> logger) : DataConverter
{
    /// <summary>The limit of some of the cloud's back ends: what passes here passes there.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Beyond this size back ends become slow.</summary>
    public const int ComfortableBytes = 45 * 1024;

    /// <exception cref="ArgumentException">The JSON is larger than 1 MB.</exception>
    public override string? Serialize(object? value)
    {
        if (value is null)
        {
            return null;
        }

        var text = JsonSerializer.Serialize(value, value.GetType(), json.Value);
        var size = Encoding.UTF8.GetByteCount(text);
        if (size > MaxBytes)
        {
            throw new ArgumentException(
                $"A durable payload of type {value.GetType().Name} has {size} bytes of JSON; the limit is {MaxBytes}. Pass an id, and keep the data in a store.",
                nameof(value));
        }

        if (size > ComfortableBytes)
        {
            Log.LargePayload(logger, value.GetType().Name, size, ComfortableBytes);
        }

        return text;
    }

    public override object? Deserialize(string? data, Type targetType)
        => data is null ? null : JsonSerializer.Deserialize(data, targetType, json.Value);
}

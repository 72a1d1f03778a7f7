using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>Turns inputs, outputs, event payloads and statuses into text and back.</summary>
public abstract class DataConverter
{
    /// <summary>The text of a value; <c>null</c> for <c>null</c>.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public abstract string? Serialize(object? value);

    /// <summary>The value that <paramref name="data"/> stands for; <c>null</c> for <c>null</c>.</summary>
    [return: NotNullIfNotNull(nameof(data))]
    public abstract object? Deserialize(string? data, Type targetType);

    /// <summary>The value that <paramref name="data"/> stands for; the default of <typeparamref name="T"/> for <c>null</c>.</summary>
    [return: NotNullIfNotNull(nameof(data))]
    public virtual T? Deserialize<T>(string? data) => (T?)(Deserialize(data, typeof(T)) ?? default(T));
}

using System.Globalization;

namespace TradingAi.Core.Chat;

/// <summary>Instants as the chat's tables hold them: RFC 3339 UTC of fixed width, so that texts order as instants.</summary>
internal static class ChatInstant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace TradingAi.Functions.Http;

/// <summary><c>Prefer: wait=N</c> (RFC 7240): how long the caller would rather wait than ask again.</summary>
internal static class PreferWait
{
    private const int MaxSeconds = 60;

    /// <summary>Seconds, 0–60, more counts as 60; null without the preference, or where it is not one: a preference is never an error.</summary>
    public static int? Read(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(h => (h ?? "").Split(',', ';')))
        {
            if (preference.Split('=', StringSplitOptions.TrimEntries) is [var name, var value]
                && name.Equals("wait", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return (int)Math.Min(seconds, MaxSeconds);
            }
        }

        return null;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StackExchange.Redis;

namespace TradingAi.Core.Operations.Redis;

/// <summary>Reads the setting that says where Redis is.</summary>
public static class RedisAddress
{
    private const int DefaultPort = 6379;

    /// <summary>
    /// Reads a StackExchange.Redis configuration, or <c>redis://[user][:password@]host[:port][/database]</c>, where
    /// <c>rediss</c> is TLS.
    /// </summary>
    /// <returns>False where the text is neither.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ConfigurationOptions? options)
    {
        options = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            options = Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) ? OfAddress(address) : null;
            return options is not null;
        }

        try
        {
            options = ConfigurationOptions.Parse(text.Trim());
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }

        return options.EndPoints.Count > 0;
    }

    private static ConfigurationOptions? OfAddress(Uri address)
    {
        if (address.Scheme is not ("redis" or "rediss") || address.Host.Length == 0)
        {
            return null;
        }

        var database = address.AbsolutePath.Trim('/');
        var number = 0;
        if (database.Length > 0 && !int.TryParse(database, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return null;
        }

        var options = new ConfigurationOptions { Ssl = address.Scheme == "rediss", DefaultDatabase = number };
        options.EndPoints.Add(address.DnsSafeHost, address.Port > 0 ? address.Port : DefaultPort);
        if (address.UserInfo.Length > 0)
        {
            var parts = address.UserInfo.Split(':', 2);
            options.User = parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null;
            options.Password = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null;
        }

        return options;
    }
}

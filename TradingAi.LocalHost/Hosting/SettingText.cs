using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Fills <c>%Name%</c> in the text of an attribute from settings.</summary>
internal static partial class SettingText
{
    /// <summary>The text with every <c>%Name%</c> replaced by the setting of that name.</summary>
    /// <exception cref="HostStartException">A setting is missing.</exception>
    public static string Fill(string text, IConfiguration configuration, string function) =>
        Placeholder().Replace(text, match =>
        {
            string name = match.Groups["name"].Value;
            return configuration[name] is { Length: > 0 } value
                ? value
                : throw new HostStartException($"The function '{function}' needs the setting '{name}', which is missing.");
        });

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}

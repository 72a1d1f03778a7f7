namespace TradingAi.LocalHost.Hosting;

/// <summary>Reads switches into settings: <c>--name value</c>, <c>--name=value</c>, or a bare <c>--name</c>, which means <c>true</c>, in any order.</summary>
/// <remarks>The framework's own command-line configuration drops a switch that has no value.</remarks>
internal static class CommandLine
{
    private const string Accepted = "Accepted are --name value, --name=value and --name, for instance --port 7072, --host 127.0.0.1, --data-directory .data or --demo.";

    // Not read from PORT and HOST themselves, which shells and containers set for purposes of their own.
    private static readonly Dictionary<string, string> OwnSwitches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["port"] = $"{FunctionsHostOptions.Section}:{nameof(FunctionsHostOptions.Port)}",
        ["host"] = $"{FunctionsHostOptions.Section}:{nameof(FunctionsHostOptions.Host)}",
    };

    /// <summary>The settings that the command line gives; of a switch given twice the last counts.</summary>
    /// <exception cref="HostStartException">An argument is not a switch.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(IReadOnlyList<string> args)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < args.Count; i++)
        {
            if (!IsSwitch(args[i]))
            {
                throw new HostStartException($"The argument '{args[i]}' is not understood. {Accepted}");
            }

            string text = args[i][2..];
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0)
            {
                settings[SettingOf(text[..equals])] = text[(equals + 1)..];
            }
            else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings[SettingOf(text)] = args[++i];
            }
            else
            {
                settings[SettingOf(text)] = "true";
            }
        }

        return settings;
    }

    private static bool IsSwitch(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2 && argument[2] is not ('=' or '-');

    // --data-directory and --DATA_DIRECTORY are one setting; two underscores part sections, as in environment variables.
    private static string SettingOf(string name) =>
        OwnSwitches.TryGetValue(name, out string? setting)
            ? setting
            : name.Replace('-', '_').Replace("__", ":", StringComparison.Ordinal);
}

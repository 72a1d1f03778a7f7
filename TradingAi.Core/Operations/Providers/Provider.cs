namespace TradingAi.Core.Operations.Providers;

/// <summary>Who serves a part of the service.</summary>
public enum Provider
{
    /// <summary>This process, with nothing else installed.</summary>
    Embedded,

    /// <summary>A vendor, over the network.</summary>
    Cloud,
}

/// <summary>
/// Chooses a part's provider: what its setting says outright, else cloud where any of the part's own settings is given. A cloud
/// part that lacks a setting is an error, never a silent fall back.
/// </summary>
public static class ProviderChoice
{
    /// <summary>The provider of a part.</summary>
    /// <param name="stated">The part's <c>*_PROVIDER</c> setting; empty where it is not given.</param>
    /// <param name="needed">The part's own settings, those that cloud cannot do without.</param>
    public static Provider Of(string? stated, params ReadOnlySpan<(string Name, string? Value)> needed)
    {
        if (!string.IsNullOrWhiteSpace(stated))
        {
            return string.Equals(stated.Trim(), "cloud", StringComparison.OrdinalIgnoreCase) ? Provider.Cloud : Provider.Embedded;
        }

        foreach (var (_, value) in needed)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return Provider.Cloud;
            }
        }

        return Provider.Embedded;
    }

    /// <summary>One sentence a problem of the choice, naming the setting; empty where there is none.</summary>
    /// <param name="providerSetting">The name of the <c>*_PROVIDER</c> setting.</param>
    /// <param name="stated">Its value.</param>
    /// <param name="needed">The part's own settings, those that cloud cannot do without.</param>
    public static IReadOnlyList<string> Problems(
        string providerSetting, string? stated, params ReadOnlySpan<(string Name, string? Value)> needed)
    {
        if (!string.IsNullOrWhiteSpace(stated) && stated.Trim().ToLowerInvariant() is not ("embedded" or "cloud"))
        {
            return [$"{providerSetting} must be embedded or cloud."];
        }

        var problems = new List<string>();
        if (Of(stated, needed) == Provider.Cloud)
        {
            var given = NameOfFirstGiven(needed);
            foreach (var (name, value) in needed)
            {
                if (string.IsNullOrWhiteSpace(value))
                {
                    problems.Add(given is null ? $"{name} is needed because {providerSetting} is cloud." : $"{name} is needed because {given} is set.");
                }
            }
        }

        return problems;
    }

    /// <summary>
    /// A sentence where an address is no absolute http or https address, or would carry a token in clear text beyond this
    /// machine; null where it is fine.
    /// </summary>
    public static string? AddressProblem(string name, string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return $"{name} must be an address such as https://host.";
        }

        return uri.Scheme == "http" && !uri.IsLoopback ? $"{name} must be https: a token would travel in clear text." : null;
    }

    private static string? NameOfFirstGiven(ReadOnlySpan<(string Name, string? Value)> settings)
    {
        foreach (var (name, value) in settings)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return name;
            }
        }

        return null;
    }
}

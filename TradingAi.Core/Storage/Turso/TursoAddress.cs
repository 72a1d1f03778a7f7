using TradingAi.Core.Operations.Providers;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Where a database is.</summary>
/// <param name="Url">What its API's paths are appended to; <c>https</c>, or <c>http</c> on this machine.</param>
internal sealed record TursoAddress(Uri Url)
{
    /// <summary>Reads an address; <c>libsql:</c>, as Turso's tools print it, is <c>https:</c>.</summary>
    /// <exception cref="FormatException">It is no address, or would carry the token over a network in clear text.</exception>
    public static TursoAddress Parse(string text) =>
        Problem("The address of a database", text) is { } problem
            ? throw new FormatException(problem)
            : new TursoAddress(new Uri(new Uri(AsHttp(text)).GetLeftPart(UriPartial.Path).TrimEnd('/')));

    /// <summary>A sentence on what is wrong with a setting that holds an address; null where it is fine.</summary>
    public static string? Problem(string setting, string text) => ProviderChoice.AddressProblem(setting, AsHttp(text));

    /// <summary>The database's name with the vendor: a path's last segment, else the host's first label without the organization.</summary>
    public string NameIn(string? organization)
    {
        var path = Url.AbsolutePath.Trim('/');
        if (path.Length > 0)
        {
            return path[(path.LastIndexOf('/') + 1)..];
        }

        var label = Url.Host.Split('.')[0];
        return organization is { Length: > 0 } && label.EndsWith("-" + organization, StringComparison.OrdinalIgnoreCase)
            ? label[..^(organization.Length + 1)]
            : label;
    }

    /// <summary>The address without its scheme, for messages.</summary>
    public override string ToString() => Url.Authority + Url.AbsolutePath.TrimEnd('/');

    private static string AsHttp(string text)
    {
        const string Own = "libsql://";
        var trimmed = text.Trim();
        return trimmed.StartsWith(Own, StringComparison.OrdinalIgnoreCase) ? "https://" + trimmed[Own.Length..] : trimmed;
    }
}

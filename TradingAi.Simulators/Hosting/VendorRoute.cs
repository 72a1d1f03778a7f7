using System.Diagnostics.CodeAnalysis;

namespace TradingAi.Simulators.Hosting;

/// <summary>Which vendor a path belongs to, and which of its operations it names, as fault rules spell it.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Operation">
/// Voyage: <c>embeddings</c>. Vector: <c>upsert</c>, <c>query</c>, …. Gemini: <c>generateContent</c>, <c>streamGenerateContent</c>,
/// <c>countTokens</c>, <c>models</c>. Turso: <c>pipeline</c>, <c>databases</c>.
/// </param>
internal sealed record VendorRoute(Vendor Vendor, string Operation)
{
    /// <summary>The vendor by its name in control routes: <c>voyage</c>, <c>vector</c>, <c>gemini</c> or <c>turso</c>.</summary>
    public static bool TryVendor(string name, out Vendor vendor) =>
        Enum.TryParse(name, ignoreCase: true, out vendor) && Enum.IsDefined(vendor) && char.IsLetter(name[0]);

    /// <summary>The route of a path, or false where it is no vendor's.</summary>
    public static bool TryParse(PathString path, [NotNullWhen(true)] out VendorRoute? route)
    {
        var segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        route = segments switch
        {
            ["voyage", .. var rest] => new VendorRoute(Vendor.Voyage, rest.LastOrDefault("")),
            ["vector", .. var rest] => new VendorRoute(Vendor.Vector, rest.FirstOrDefault("")),
            ["gemini", .. var rest] => new VendorRoute(Vendor.Gemini, GeminiOperation(rest)),
            ["turso", .. var rest] => new VendorRoute(Vendor.Turso, rest.LastOrDefault("")),
            ["turso-platform", ..] => new VendorRoute(Vendor.Turso, "databases"),
            _ => null,
        };
        return route is not null;
    }

    private static string GeminiOperation(string[] rest)
    {
        var last = rest.LastOrDefault("");
        var colon = last.LastIndexOf(':');
        return colon < 0 ? "models" : last[(colon + 1)..];
    }
}

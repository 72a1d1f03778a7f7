namespace TradingAi.Core.Journal.Rows;

/// <summary>Reads the trader's profile.</summary>
internal static class ProfileRows
{
    private const int MaxWords = 1_000;

    /// <summary>Reads a profile; time zone and currency have defaults.</summary>
    public static UserProfile Read(FieldReader fields) => new()
    {
        Name = fields.Text("name", MaxWords),
        TimeZoneId = TimeZone(fields),
        Currency = Currency(fields),
        TradingExperienceLevel = fields.Text("trading_experience_level", MaxWords),
        TradingStyle = fields.Text("trading_style", MaxWords),
        PrimaryTradingGoal = fields.Text("primary_trading_goal", MaxWords),
        AssetTypes = fields.Texts("asset_types"),
        RiskTolerance = fields.Text("risk_tolerance", MaxWords),
    };

    private static string TimeZone(FieldReader fields)
    {
        var id = fields.Text("timezone", 64) ?? "UTC";
        if (!IsIana(id))
        {
            fields.Refuse("timezone", "must be an IANA time zone such as America/Chicago.");
            return "UTC";
        }

        return id;
    }

    private static bool IsIana(string id) =>
        id.Length > 0
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && id[0] != '/'
        && (id == "UTC" || !TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out _))
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);

    private static string Currency(FieldReader fields)
    {
        var currency = fields.Text("currency", MaxWords)?.Trim() ?? "USD";
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetter))
        {
            fields.Refuse("currency", "must be an ISO 4217 code such as USD.");
            return "USD";
        }

        return currency.ToUpperInvariant();
    }
}

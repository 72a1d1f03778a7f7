using System.Globalization;

namespace TradingAi.Core.Knowledge.Text;

/// <summary>Money and prices as people read them, in the account's currency.</summary>
internal static class MoneyText
{
    /// <summary>A sum, rounded to the currency's own decimals: <c>$1000.00</c>, <c>-€71.70</c>, <c>¥1500</c>, <c>CHF 12.50</c>.</summary>
    public static string Sum(decimal amount, string currency)
    {
        var decimals = Decimals(currency);
        var rounded = decimal.Round(amount, decimals, MidpointRounding.AwayFromZero);
        return (rounded < 0 ? "-" : "") + Symbol(currency) + Math.Abs(rounded).ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>A price, with at least the currency's decimals and as many more as it was given: <c>$334.70</c>, <c>$0.0125</c>.</summary>
    public static string Price(decimal price, string currency)
    {
        var format = "0." + new string('0', Decimals(currency)) + new string('#', 10);
        return (price < 0 ? "-" : "") + Symbol(currency) + Math.Abs(price).ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Symbol(string currency) => currency switch
    {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => currency + " ",
    };

    // ISO 4217 minor units, where they are not 2.
    private static int Decimals(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "UGX" or "XAF" or "XOF" or "XPF" or "PYG" or "RWF" or "VUV" or "KMF" or "GNF" or "DJF" or "BIF" => 0,
        "BHD" or "KWD" or "OMR" or "JOD" or "TND" or "IQD" or "LYD" => 3,
        _ => 2,
    };
}

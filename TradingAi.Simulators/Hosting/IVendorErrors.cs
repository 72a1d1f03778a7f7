namespace TradingAi.Simulators.Hosting;

/// <summary>Writes one vendor's errors, and knows where its callers put their key.</summary>
internal interface IVendorErrors
{
    /// <summary>Whose errors these are.</summary>
    Vendor Vendor { get; }

    /// <summary>Whether a request carries the key.</summary>
    /// <returns>Null if it does, else the vendor's refusal.</returns>
    Refusal? Authenticate(HttpRequest request, string token);

    /// <summary>The error of a status.</summary>
    Refusal Refuse(int status, RefusalDetail? detail = null);
}

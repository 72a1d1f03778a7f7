namespace TradingAi.Core.Operations.Vendors;

/// <summary>Why a vendor's call gave no result.</summary>
public enum VendorFailure
{
    /// <summary>No connection, a cut one, or a server error.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The vendor's quota, or the one configured here, is used up for now.</summary>
    RateLimited,

    /// <summary>Too many calls failed lately; this one was not made.</summary>
    CircuitOpen,

    /// <summary>The vendor refused the request: a wrong key, an unknown model, a request it cannot take.</summary>
    Rejected,

    /// <summary>The answer could not be read, or is not what was asked for.</summary>
    Malformed,

    /// <summary>The configured budget does not allow the call; it was not made.</summary>
    OverBudget,
}

/// <summary>
/// A vendor's call gave no result after all that its pipeline does about it. The message is for the operator: it names the
/// vendor and the cause, and holds no key and no journal text.
/// </summary>
public sealed class VendorException(Vendor vendor, VendorFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Who was called.</summary>
    public Vendor Vendor { get; } = vendor;

    /// <summary>Why there is no result.</summary>
    public VendorFailure Failure { get; } = failure;

    /// <summary>The HTTP status of the last answer, where there was one.</summary>
    public int? Status { get; init; }

    /// <summary>When trying again may help, where it is known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

namespace TradingAi.Simulators.Hosting;

/// <summary>What a test can set on a vendor besides faults, and <c>DELETE /control</c> takes back.</summary>
internal interface IClearable
{
    /// <summary>Forgets everything that was set.</summary>
    void Clear();
}

using System.Globalization;
using System.Runtime.CompilerServices;

namespace TradingAi.Tests.Support;

internal static class InvariantCulture
{
    /// <summary>The service runs on the invariant culture wherever it is started; so do its tests.</summary>
    [ModuleInitializer]
    internal static void Set()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }
}

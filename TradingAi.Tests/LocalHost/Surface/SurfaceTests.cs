using Microsoft.Azure.Functions.Worker;

namespace TradingAi.Tests.LocalHost.Surface;

public sealed class SurfaceTests
{
    [Fact]
    public void The_local_host_offers_nothing_in_the_Microsoft_namespaces_that_the_official_packages_lack()
    {
        Dictionary<string, HashSet<string>> official = SurfaceText.Read(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "LocalHost", "Surface", "official-surface.md")));

        string[] surplus =
        [
            .. from type in typeof(FunctionAttribute).Assembly.GetExportedTypes()
               where type.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal)
               let name = SurfaceOf.FullName(type)
               from member in official.TryGetValue(name, out HashSet<string>? members)
                   ? SurfaceOf.Members(type).Except(members)
                   : ["(the type)"]
               select $"{name}: {member}",
        ];

        Assert.True(surplus.Length == 0, string.Join('\n', surplus));
    }
}

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a Functions app begins.</summary>
public static class FunctionsApplication
{
    /// <summary>
    /// Makes a builder whose configuration is, each over the one before: <c>local.settings.json</c>, the environment variables and
    /// the command line (<c>--name value</c>, <c>--name=value</c> or a bare <c>--name</c>, which means <c>true</c>).
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <returns>The builder.</returns>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

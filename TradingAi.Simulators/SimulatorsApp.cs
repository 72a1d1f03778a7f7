namespace TradingAi.Simulators;

/// <summary>Voyage, Upstash Vector, Gemini and Turso as one local web app.</summary>
public static class SimulatorsApp
{
    /// <summary>Composes the app; the caller runs it.</summary>
    /// <param name="args">Switches: <c>--port</c>, <c>--token</c>, <c>--data</c>, <c>--semantic</c>, <c>--profile</c>.</param>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        return builder.Build();
    }
}

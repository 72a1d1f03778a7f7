using System.Globalization;

namespace TradingAi.Simulators;

/// <summary>
/// The switches of the simulators: <c>--name value</c> or <c>--name=value</c>, each at most once.
/// <list type="table">
/// <item><term><c>--port</c></term><description>0–65535, 0 for any free one; only this machine can connect. Default 7080.</description></item>
/// <item><term><c>--token</c></term><description>What every vendor accepts as key or bearer token. Default <c>local</c>.</description></item>
/// <item><term><c>--data</c></term><description>A folder that keeps vectors and databases over a restart. Default: they live in memory.</description></item>
/// <item><term><c>--semantic</c></term><description>Embeddings of the embedded sentence model instead of hashed words.</description></item>
/// <item><term><c>--profile</c></term><description><c>instant</c> (default) or <c>realistic</c>: each vendor takes its usual time.</description></item>
/// <item><term><c>--indexing-delay-ms</c></term><description>0–60000: how long a written vector waits until queries find it. Default 50.</description></item>
/// <item><term><c>--databases</c></term><description><c>auto</c> (default): made at first use; <c>strict</c>: made through the platform API before.</description></item>
/// <item><term><c>--models</c></term><description>The Gemini models served, separated by commas. Default <c>gemini-2.5-flash,gemini-2.5-pro,gemini-2.5-flash-lite</c>.</description></item>
/// <item><term><c>--seed</c></term><description>What latencies and the probabilities of faults are drawn from. Default 1.</description></item>
/// </list>
/// </summary>
public sealed record SimulatorOptions
{
    /// <summary>The switches for a terminal.</summary>
    public const string Help = """
        Voyage, Upstash Vector, Gemini and Turso on one machine.

          --port N                 the port, 0 for any free one (7080)
          --token TEXT             the key that every vendor accepts (local)
          --data FOLDER            keep vectors and databases in files (else in memory)
          --semantic               embeddings of the embedded sentence model (else hashed words)
          --profile NAME           instant | realistic: each vendor takes its usual time (instant)
          --indexing-delay-ms N    how long a written vector waits until queries find it (50)
          --databases MODE         auto: made at first use | strict: made through the platform API (auto)
          --models A,B             the Gemini models served (gemini-2.5-flash,gemini-2.5-pro,gemini-2.5-flash-lite)
          --seed N                 what latencies and chances are drawn from (1)
          --help                   this text
        """;

    /// <summary>The port to listen on, 0 for any free one.</summary>
    public int Port { get; private init; } = 7080;

    /// <summary>The key or bearer token of every vendor.</summary>
    public string Token { get; private init; } = "local";

    /// <summary>The full path of the folder that keeps the state, or null where it lives in memory.</summary>
    public string? DataDirectory { get; private init; }

    /// <summary>Whether the embedded sentence model makes the embeddings.</summary>
    public bool Semantic { get; private init; }

    /// <summary>Whether each vendor takes its usual time.</summary>
    public bool Realistic { get; private init; }

    /// <summary>How long a written vector waits until queries find it.</summary>
    public TimeSpan IndexingDelay { get; private init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether a database must have been made through the platform API before it is used.</summary>
    public bool StrictDatabases { get; private init; }

    /// <summary>The Gemini models served, by their ids.</summary>
    public IReadOnlyList<string> Models { get; private init; } = ["gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.5-flash-lite"];

    /// <summary>What latencies and chances are drawn from.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>Whether the arguments ask for <see cref="Help"/>.</summary>
    public static bool AskForHelp(IEnumerable<string> args) => args.Any(argument => argument is "--help" or "-h" or "-?");

    /// <summary>Reads the switches.</summary>
    /// <exception cref="SimulatorOptionsException">A switch is unknown, given twice, or has a value it cannot have.</exception>
    public static SimulatorOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SimulatorOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            if (!seen.Add(name))
            {
                throw new SimulatorOptionsException($"{name} is given twice.");
            }

            if (name == "--semantic")
            {
                options = options with { Semantic = equals < 0 || Choice(name, args[i][(equals + 1)..], "false", "true") };
                continue;
            }

            var value = equals >= 0 ? args[i][(equals + 1)..]
                : i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i]
                : "";
            options = options.With(name, value);
        }

        return options;
    }

    private SimulatorOptions With(string name, string value) => name switch
    {
        "--port" => this with { Port = Number(name, value, 0, 65535) },
        "--token" => this with { Token = HeaderText(name, value) },
        "--data" => this with { DataDirectory = Path.GetFullPath(Text(name, value)) },
        "--profile" => this with { Realistic = Choice(name, value, "instant", "realistic") },
        "--indexing-delay-ms" => this with { IndexingDelay = TimeSpan.FromMilliseconds(Number(name, value, 0, 60_000)) },
        "--databases" => this with { StrictDatabases = Choice(name, value, "auto", "strict") },
        "--models" => this with { Models = [.. Text(name, value).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] },
        "--seed" => this with { Seed = Number(name, value, 0, int.MaxValue) },
        _ => throw new SimulatorOptionsException($"'{name}' is no switch of the simulators; --help lists them."),
    };

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SimulatorOptionsException($"{name} takes a whole number from {least} to {most}, not '{value}'.");

    private static bool Choice(string name, string value, string off, string on) =>
        value == on || (value == off
            ? false
            : throw new SimulatorOptionsException($"{name} takes '{off}' or '{on}', not '{value}'."));

    private static string Text(string name, string value) =>
        value.Length > 0 ? value : throw new SimulatorOptionsException($"{name} needs a value.");

    // It travels in a header, where a space would end it.
    private static string HeaderText(string name, string value) =>
        Text(name, value).All(c => c is > ' ' and <= '~')
            ? value
            : throw new SimulatorOptionsException($"{name} takes printable ASCII characters without spaces.");
}

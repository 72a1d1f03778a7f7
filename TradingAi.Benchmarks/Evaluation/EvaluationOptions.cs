namespace TradingAi.Benchmarks.Evaluation;

/// <summary>What to evaluate, and against which app.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>How it is asked for.</summary>
    public const string Usage = """
        eval [--journal DIR] [--cloud | --settings FILE | --base-url URL] [--output FILE]

          --journal DIR    a directory with journal.json, expected-metrics.json, questions.json and planted.json (default: the sample's)
          --cloud          against the app in cloud mode and the simulated vendors, all in this process (default: every part embedded)
          --settings FILE  against the app in this process with these settings, such as cloud.settings.json
          --base-url URL   against a running app that accepts X-User-Id; the journal is imported for a new user
          --output FILE    writes the Markdown there as well
        """;

    /// <summary>The directory of the journal and its truth.</summary>
    public string Journal { get; private init; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Whether the app runs in cloud mode against the simulated vendors.</summary>
    public bool Cloud { get; init; }

    /// <summary>A settings file for the app; null for none.</summary>
    public string? Settings { get; private init; }

    /// <summary>Where an app runs already; null to start one.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>A file that receives the Markdown; null for none.</summary>
    public string? Output { get; private init; }

    /// <summary>Reads the switches.</summary>
    /// <exception cref="EvaluationException">One is unknown, lacks its value or contradicts another.</exception>
    public static EvaluationOptions Parse(ReadOnlySpan<string> switches)
    {
        var options = new EvaluationOptions();
        for (var i = 0; i < switches.Length; i++)
        {
            if (switches[i] == "--cloud")
            {
                options = options with { Cloud = true };
                continue;
            }

            var value = i + 1 < switches.Length ? switches[i + 1] : throw new EvaluationException($"{switches[i]} needs a value.\n\n{Usage}");
            options = switches[i++] switch
            {
                "--journal" => options with { Journal = value },
                "--settings" => options with { Settings = value },
                "--output" => options with { Output = value },
                "--base-url" when Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" =>
                    options with { BaseUrl = url },
                "--base-url" => throw new EvaluationException($"--base-url must be an http address, not '{value}'."),
                var unknown => throw new EvaluationException($"Unknown switch {unknown}.\n\n{Usage}"),
            };
        }

        return new[] { options.Cloud, options.Settings is not null, options.BaseUrl is not null }.Count(given => given) <= 1
            ? options
            : throw new EvaluationException("--cloud, --settings and --base-url exclude one another.");
    }
}

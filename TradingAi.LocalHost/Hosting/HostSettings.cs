using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Where settings come from.</summary>
internal static class HostSettings
{
    /// <summary>The setting that names the directory of everything stored.</summary>
    public const string DataDirectory = "DATA_DIRECTORY";

    private const string LocalSettingsFile = "local.settings.json";

    /// <summary>The switch that names a settings file of the same form, over <c>local.settings.json</c>.</summary>
    private const string SettingsFile = "settings";

    /// <summary>Adds the sources of the app's settings, each over the one before, and the settings that the host itself publishes.</summary>
    /// <exception cref="HostStartException">A file or an argument cannot be read.</exception>
    public static void Add(ConfigurationManager configuration, string[] args)
    {
        configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{FunctionsHostOptions.Section}:Name"] = "Local",
            [DataDirectory] = ".data",
        });
        IReadOnlyDictionary<string, string?> switches = CommandLine.Parse(args);
        configuration.AddInMemoryCollection(ReadLocalSettings());
        configuration.AddInMemoryCollection(switches.TryGetValue(SettingsFile, out string? file) ? ReadNamed(file) : []);
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(switches);
        configuration[DataDirectory] = Path.GetFullPath(configuration[DataDirectory] is { Length: > 0 } directory ? directory : ".data");
    }

    /// <summary>The flat <c>Values</c> of <c>local.settings.json</c>, beside the app or in the current directory; two underscores part sections.</summary>
    private static Dictionary<string, string?> ReadLocalSettings()
    {
        string? path = new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }
            .Select(directory => Path.Combine(directory, LocalSettingsFile))
            .FirstOrDefault(File.Exists);
        return path is null ? [] : Read(path);
    }

    private static Dictionary<string, string?> ReadNamed(string? path) => File.Exists(path)
        ? Read(Path.GetFullPath(path))
        : throw new HostStartException($"--settings names a file that is not there: {path}.");

    private static Dictionary<string, string?> Read(string path)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.TryGetProperty("Values", out JsonElement section))
            {
                foreach (JsonProperty value in section.EnumerateObject())
                {
                    values[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ToString();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"{path} cannot be read: {exception.Message}", exception);
        }

        return values;
    }
}

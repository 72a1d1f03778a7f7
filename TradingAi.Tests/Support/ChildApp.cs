using System.Diagnostics;
using System.Text;

namespace TradingAi.Tests.Support;

/// <summary>
/// The built app as a process of its own on a free port, to be killed at any instant. The data directory is the caller's,
/// so that the next one can be started on it.
/// </summary>
internal sealed class ChildApp : IAsyncDisposable
{
    private const string ListeningOn = "Now listening on: ";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ChildApp(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Scheme, host and port.</summary>
    public Uri Address { get; }

    /// <summary>Starts the app on a data directory, and returns once it answers.</summary>
    /// <param name="dataDirectory">Where it stores everything.</param>
    /// <param name="settings">Further settings; they reach the process as environment variables.</param>
    public static async Task<ChildApp> StartAsync(string dataDirectory, IReadOnlyDictionary<string, string>? settings = null)
    {
        using var bound = new CancellationTokenSource(s_patience);
        var process = Launch(["--port", "0", "--data-directory", dataDirectory], settings);
        try
        {
            var address = await AddressOfAsync(process, bound.Token);
            using var probe = new HttpClient { BaseAddress = address };
            (await probe.GetAsync("/api/ai/health/live", bound.Token)).EnsureSuccessStatusCode();
            return new ChildApp(process, address);
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    /// <summary>Runs an app that is expected to refuse its start, to its end.</summary>
    /// <returns>The exit code, and what it wrote to its error stream.</returns>
    public static async Task<(int ExitCode, string Error)> RunToExitAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        using var bound = new CancellationTokenSource(s_patience);
        var process = Launch(arguments, settings);
        try
        {
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var error = await process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            return (process.ExitCode, error);
        }
        finally
        {
            await EndAsync(process);
        }
    }

    /// <summary>A client of one user.</summary>
    public HttpClient CreateClient(string userId)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address, "/api/ai/"), Timeout = s_patience };
        client.DefaultRequestHeaders.Add("X-User-Id", userId);
        return client;
    }

    /// <summary>Kills the process as <c>kill -9</c> does, and waits until it has gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static Process Launch(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TradingAi.Functions.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressOfAsync(Process process, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var written = new StringBuilder();
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The app ended at its start: {Written()}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await listening.Task.WaitAsync(cancellationToken);

        void Hear(string? line)
        {
            if (line?.IndexOf(ListeningOn, StringComparison.Ordinal) is >= 0 and var at)
            {
                listening.TrySetResult(new Uri(line[(at + ListeningOn.Length)..].Trim()));
            }
            else if (!listening.Task.IsCompleted)
            {
                lock (written)
                {
                    written.AppendLine(line);
                }
            }
        }

        string Written()
        {
            lock (written)
            {
                return written.ToString();
            }
        }
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }
}

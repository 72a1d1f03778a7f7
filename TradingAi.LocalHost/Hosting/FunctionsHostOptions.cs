using System.ComponentModel.DataAnnotations;

namespace TradingAi.LocalHost.Hosting;

/// <summary>The host's own settings, under <c>FunctionsHost:</c>.</summary>
internal sealed class FunctionsHostOptions
{
    /// <summary>The section they are read from.</summary>
    public const string Section = "FunctionsHost";

    /// <summary>The port to listen on, 0 for any free one; the switch <c>--port</c>. Default 7071.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 7071;

    /// <summary>The address to listen on; the switch <c>--host</c>. Default <c>localhost</c>: the loopback addresses only.</summary>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>How long running invocations may go on once the host stops, in seconds. Default 30.</summary>
    [Range(0, 3600)]
    public int ShutdownSeconds { get; set; } = 30;

    /// <summary>The largest request body, in megabytes of 2^20 bytes; a larger one answers 413. Default 110, so that an import of 100 MB passes.</summary>
    [Range(1, 2047)]
    public int MaxRequestBodyMegabytes { get; set; } = 110;

    /// <summary>The keys that functions of level <c>Function</c> accept, comma-separated. None: such functions ask for no key, as under the Core Tools.</summary>
    public string? FunctionKeys { get; set; }

    /// <summary>The key that everything accepts and that level <c>Admin</c> and <c>/admin</c> ask for. None: these answer callers on this machine only.</summary>
    public string? AdminKey { get; set; }

    /// <summary>How long running invocations may go on once the host stops.</summary>
    public TimeSpan ShutdownLimit => TimeSpan.FromSeconds(ShutdownSeconds);

    /// <summary>The largest request body, in bytes.</summary>
    public long MaxRequestBodyBytes => MaxRequestBodyMegabytes * 1024L * 1024L;
}

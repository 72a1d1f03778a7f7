using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Telemetry;
using Polly.Timeout;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Core.Operations.Vendors;

/// <summary>
/// What stands between a vendor's client and the network, from the outside in: the outcome recorded and every failure made a
/// <see cref="VendorException"/>; total time; retries; circuit breaker; quota; attempt time; the answer read whole and checked
/// to be JSON, so that a cut or broken one is retried like any other failure.
/// </summary>
public static class VendorPipeline
{
    private const int Retries = 2;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(8);

    /// <summary>Adds a vendor's pipeline to an HTTP client. Requests carry a <see cref="VendorCall"/>.</summary>
    public static IHttpClientBuilder AddVendorPipeline(this IHttpClientBuilder builder, Vendor vendor)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);

        // What matters of a call is said once, by this pipeline: five lines a call hide it.
        builder.RemoveAllLoggers();
        builder.Services.Configure<TelemetryOptions>(telemetry => telemetry.SeverityProvider = _ => ResilienceEventSeverity.Debug);
        builder.AddHttpMessageHandler(services => new OutcomeHandler(vendor, services.GetRequiredService<VendorActivity>(), services.GetRequiredService<TimeProvider>()));
        builder.AddResilienceHandler("calls", (pipeline, context) => ConfigureCalls(pipeline, vendor, context.ServiceProvider));
        builder.AddHttpMessageHandler(services => new QuotaHandler(
            vendor, OptionsOf(services).QuotaOf(vendor), services.GetRequiredService<IQuotaStore>(), services.GetRequiredService<TimeProvider>()));
        builder.AddResilienceHandler("attempt", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            var attemptTime = OptionsOf(context.ServiceProvider).AttemptTimeOf(vendor);
            pipeline.AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = arguments => new(CallOf(arguments.Context)?.AttemptTime ?? attemptTime),
            });
        });
        builder.AddHttpMessageHandler(services => new AnswerHandler(vendor, services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static void ConfigureCalls(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, Vendor vendor, IServiceProvider services)
    {
        var options = OptionsOf(services);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("TradingAi.Core.Operations.Vendors." + vendor);
        var totalTime = options.TotalTimeOf(vendor);
        pipeline.TimeProvider = services.GetRequiredService<TimeProvider>();
        pipeline.AddTimeout(new TimeoutStrategyOptions
        {
            TimeoutGenerator = arguments => new(CallOf(arguments.Context)?.Patience ?? totalTime),
        });
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = s_firstDelay,
            MaxDelay = s_longestDelay,
            ShouldHandle = arguments => new(MayRetry(arguments.Outcome, CallOf(arguments.Context), totalTime)),
            DelayGenerator = arguments => new(AnswerHandler.RetryAfterOf(arguments.Outcome.Result)),
            OnRetry = arguments =>
            {
                Log.Retrying(
                    logger, vendor, CallOf(arguments.Context)?.Operation, arguments.AttemptNumber + 1, ReasonOf(arguments.Outcome),
                    arguments.RetryDelay.TotalMilliseconds);
                return default;
            },
        });
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 6,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(10),
            ShouldHandle = arguments => new(IsFailure(arguments.Outcome) && arguments.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests),
            OnOpened = arguments =>
            {
                Log.CircuitOpened(logger, vendor, arguments.BreakDuration.TotalSeconds, ReasonOf(arguments.Outcome));
                return default;
            },
            OnClosed = _ =>
            {
                Log.CircuitClosed(logger, vendor);
                return default;
            },
        });
    }

    /// <summary>
    /// A failure that another attempt may mend. What may have been executed is repeated only where the call allows it; what
    /// asks for more time than the call has is given up at once.
    /// </summary>
    private static bool MayRetry(Outcome<HttpResponseMessage> outcome, VendorCall? call, TimeSpan totalTime) =>
        IsFailure(outcome)
        && (call is null || call.IsRepeatable || WasNotExecuted(outcome))
        && !(AnswerHandler.RetryAfterOf(outcome.Result) >= (call?.Patience ?? totalTime));

    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: VendorException { Failure: VendorFailure.Malformed } } => true,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { } response } => response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500,
        _ => false,
    };

    private static bool WasNotExecuted(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        || outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private static string ReasonOf(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? $"HTTP {(int)response.StatusCode}" : outcome.Exception?.GetType().Name ?? "unknown";

    private static VendorCall? CallOf(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(VendorCall.Key, out var call) ? call : null;

    private static VendorOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptions<VendorOptions>>().Value;
}

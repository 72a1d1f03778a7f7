using TradingAi.Tests.EndToEnd;

[assembly: AssemblyFixture(typeof(EmbeddedApp))]

namespace TradingAi.Tests.EndToEnd;

/// <summary>The app with every part embedded, or the one at <c>TRADINGAI_BASE_URL</c>, which must accept <c>X-User-Id</c>.</summary>
public sealed class EmbeddedApp : AppFixture
{
    public override string LanguageModel => "narrator";

    private protected override async Task<RunningPart> StartAsync()
    {
        if (s_remote is not null)
        {
            return new(s_remote);
        }

#if LOCAL_HOST
        var app = await RealApp.StartAsync(new() { ["WEBHOOK_SECRETS"] = OwnSecret, ["AI_INSIGHTS_SCHEDULE_ENABLED"] = "false" });
        return new(app.Address, app);
#else
        await Task.CompletedTask;
        Assert.Skip("TRADINGAI_BASE_URL is not set, and the official worker packages bring no host of their own.");
        return default!;
#endif
    }
}

public sealed class EmbeddedAlertRouteTests(EmbeddedApp app) : AlertRouteTests(app);

public sealed class EmbeddedAnalysisRouteTests(EmbeddedApp app) : AnalysisRouteTests(app);

public sealed class EmbeddedBadInputTests(EmbeddedApp app) : BadInputTests(app);

public sealed class EmbeddedInsightRouteTests(EmbeddedApp app) : InsightRouteTests(app);

public sealed class EmbeddedJournalRouteTests(EmbeddedApp app) : JournalRouteTests(app);

public sealed class EmbeddedPredictionRouteTests(EmbeddedApp app) : PredictionRouteTests(app);

public sealed class EmbeddedReportRouteTests(EmbeddedApp app) : ReportRouteTests(app);

public sealed class EmbeddedSampleMetricsTests(EmbeddedApp app) : SampleMetricsTests(app);

public sealed class EmbeddedSampleQuestionsTests(EmbeddedApp app) : SampleQuestionsTests(app);

public sealed class EmbeddedWhatIfRouteTests(EmbeddedApp app) : WhatIfRouteTests(app);

public sealed class EmbeddedRiskRouteTests(EmbeddedApp app) : RiskRouteTests(app);

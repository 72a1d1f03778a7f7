using TradingAi.Tests.EndToEnd.InProcess.Cloud;

[assembly: AssemblyFixture(typeof(CloudApp))]

namespace TradingAi.Tests.EndToEnd.InProcess.Cloud;

/// <summary>The app with every part in the cloud: simulated vendors and a real Redis.</summary>
public sealed class CloudApp : AppFixture
{
    public override string LanguageModel => "gemini-2.5-flash";

    private protected override async Task<RunningPart> StartAsync()
    {
        Assert.SkipWhen(IsRemote, "TRADINGAI_BASE_URL is set: the app there has parts of its own.");
        var parts = await CloudParts.StartAsync();
        var app = await RealApp.StartAsync(new(parts.Settings) { ["WEBHOOK_SECRETS"] = OwnSecret, ["AI_INSIGHTS_SCHEDULE_ENABLED"] = "false" });
        return new(app.Address, app, parts);
    }
}

public sealed class CloudAlertRouteTests(CloudApp app) : AlertRouteTests(app);

public sealed class CloudAnalysisRouteTests(CloudApp app) : AnalysisRouteTests(app);

public sealed class CloudBadInputTests(CloudApp app) : BadInputTests(app);

public sealed class CloudInsightRouteTests(CloudApp app) : InsightRouteTests(app);

public sealed class CloudJournalRouteTests(CloudApp app) : JournalRouteTests(app);

public sealed class CloudPredictionRouteTests(CloudApp app) : PredictionRouteTests(app);

public sealed class CloudReportRouteTests(CloudApp app) : ReportRouteTests(app);

public sealed class CloudSampleMetricsTests(CloudApp app) : SampleMetricsTests(app);

public sealed class CloudSampleQuestionsTests(CloudApp app) : SampleQuestionsTests(app);

public sealed class CloudWhatIfRouteTests(CloudApp app) : WhatIfRouteTests(app);

public sealed class CloudRiskRouteTests(CloudApp app) : RiskRouteTests(app);

using System.Globalization;
using TradingAi.Benchmarks;
using TradingAi.Benchmarks.Alerts;
using TradingAi.Benchmarks.Evaluation;
using TradingAi.Benchmarks.Findings;
using TradingAi.Benchmarks.Predictions;
using TradingAi.Core.Predictions;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return args switch
{
    ["first-token"] => await FirstToken.RunAsync(stop.Token),
    ["backfill"] => await Backfill.RunAsync(stop.Token),
    ["eval", .. var switches] => await Evaluation.RunAsync(switches, stop.Token),
    ["retrieval", .. var switches] => await RetrievalStudy.RunAsync(switches, stop.Token),
    ["findings"] => await FindingsBenchmark.RunAsync(stop.Token),
    ["alerts", .. var switches] => await AlertsBenchmark.RunAsync(switches, stop.Token),
    ["predictions", .. var horizon] when horizon.Length < 2 => await Coverage.RunAsync(PredictionHorizon.Parse(horizon.FirstOrDefault()), stop.Token),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project TradingAi.Benchmarks -- <name>

          first-token   how much of a chat's first token is this service's own time, against vendors of usual latency
          backfill      how much of a quota of 300,000 tokens a minute a backfill of 10,000 entities uses (four minutes)
          eval          how right the answers are on a journal whose truth is known (--journal DIR; half a minute)
          retrieval     what each part of the search contributes, and what remains on questions that less was chosen on
          findings      how many journals without an effect show a finding, and how many planted effects are found (two minutes)
          alerts        how many alerts a trader sees without a cause, and how many planted events are noticed (--journal DIR; two minutes)
          predictions   how often the intervals of predictions hold what comes, over simulated journals of twelve kinds (7d, or another horizon named)
        """);
    return 2;
}

using TradingAi.Simulators;

await SimulatorsApp.Create(args).RunAsync();

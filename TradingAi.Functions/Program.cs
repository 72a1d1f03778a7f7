using System.Globalization;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using TradingAi.Functions;

// Prices, dates and keys read the same wherever the service runs.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

FunctionsApplication.CreateBuilder(args).AddTradingAi().Build().Run();

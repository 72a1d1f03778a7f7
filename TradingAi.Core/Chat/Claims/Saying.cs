namespace TradingAi.Core.Chat.Claims;

/// <summary>How a statement says a number.</summary>
/// <param name="Label">What it calls it; null where it does not say.</param>
/// <param name="Before">The statement up to the number.</param>
/// <param name="Around">The statement up to the end of the number's segment.</param>
/// <param name="Subject">The groups of trades that it says it of.</param>
internal sealed record Saying(FigureLabel? Label, string Before, string Around, Subject Subject);

namespace TradingAi.Core.Journal.Rows;

/// <summary>What is wrong with one field of a row.</summary>
/// <param name="Field">The field as the sender wrote it, with indexes for lists; empty for the row as a whole.</param>
/// <param name="Message">A sentence that starts with the field's name where there is one.</param>
internal sealed record RowProblem(string Field, string Message);

namespace TradingAi.Core.Alerts.Outgoing;

/// <summary>The body of an outgoing event.</summary>
/// <param name="Type"><c>alert.created</c> or <c>insight.created</c>.</param>
/// <param name="UserId">Whom it concerns.</param>
/// <param name="OccurredAt">When; of kind UTC, so that it is written with <c>Z</c>.</param>
/// <param name="Data">What was created.</param>
internal sealed record OutgoingMessage<TData>(string Type, string UserId, DateTime OccurredAt, TData Data);

/// <summary>The data of <c>alert.created</c>: the alert, named as in the list of alerts.</summary>
internal sealed record AlertCreated(string Id, string AlertType, string Severity, string Message, IReadOnlyList<string> Evidence, DateTime TriggeredAt);

/// <summary>The data of <c>insight.created</c>: what names the insight; the whole of it is asked for by its id.</summary>
internal sealed record InsightCreated(string Id, string TimeRange, string InsightType, string Title, int KeyFindings, DateTime GeneratedAt);

using Microsoft.Extensions.Logging;

namespace TradingAi.Core.Journal;

/// <summary>What the journal logs; never a secret, a signature or a text of the journal.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook came, but no secret is configured: set WEBHOOK_SECRETS to the sender's whsec_… secret.")]
    public static partial void NoWebhookSecret(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook was refused: {Reason}")]
    public static partial void WebhookRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Everything of user {User} was deleted.")]
    public static partial void UserErased(ILogger logger, string user);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deletions of users that a crash interrupted could not be finished; they are tried again at the next start.")]
    public static partial void ErasureNotResumed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Imported {Imported} rows for user {User}: {Unchanged} unchanged, {Rejected} rejected.")]
    public static partial void Imported(ILogger logger, string user, int imported, int unchanged, int rejected);
}

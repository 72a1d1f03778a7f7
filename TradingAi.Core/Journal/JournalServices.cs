using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Analytics.Live;
using TradingAi.Core.Journal.Changes;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Journal.Outbox;
using TradingAi.Core.Journal.Webhooks;

namespace TradingAi.Core.Journal;

/// <summary>Registers the journal's replica.</summary>
public static class JournalServices
{
    /// <summary>
    /// Adds <see cref="IWebhookReceiver"/>, <see cref="IJournalImporter"/>, <see cref="IJournalReader"/>, <see cref="ILedgerReader"/>,
    /// <see cref="IJournalStatusReader"/> and <see cref="IOutbox"/>; needs
    /// <see cref="Storage.StorageServices.AddStorage"/>. Every registered <see cref="IKeywordStatements"/> and
    /// <see cref="IUserEraser"/> takes part.
    /// </summary>
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.AddOptions<JournalOptions>().BindConfiguration("").ValidateDataAnnotations()
            .Validate(o => StandardWebhooks.TryCreate(o.WebhookSecrets) is not null,
                "WEBHOOK_SECRETS must be a comma-separated list of secrets, each whsec_ and base64.")
            .ValidateOnStart();
        services.AddSingleton<UserLocks>();
        services.AddSingleton<JournalUsers>();
        services.AddSingleton<JournalStore>();
        services.AddSingleton<UserErasure>();
        services.AddHostedService<ErasureResumption>();
        services.AddSingleton<IWebhookReceiver, WebhookReceiver>();
        services.AddSingleton<SpoolFile>();
        services.AddSingleton<IJournalImporter, JournalImporter>();
        services.AddSingleton<IOutbox, SqlOutbox>();
        services.AddSingleton<CachedJournalReader>();
        services.AddSingleton<IJournalReader>(provider => provider.GetRequiredService<CachedJournalReader>());
        services.AddSingleton<ILedgerReader>(provider => provider.GetRequiredService<CachedJournalReader>());
        services.AddSingleton<IJournalStatusReader, SqlJournalStatusReader>();
        return services;
    }
}

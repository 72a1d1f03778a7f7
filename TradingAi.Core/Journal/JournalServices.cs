using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal.Changes;
using TradingAi.Core.Journal.Outbox;

namespace TradingAi.Core.Journal;

/// <summary>Registers the journal's replica.</summary>
public static class JournalServices
{
    /// <summary>
    /// Adds <see cref="IJournalReader"/>, <see cref="IJournalStatusReader"/> and <see cref="IOutbox"/>; needs
    /// <see cref="Storage.StorageServices.AddStorage"/>. Every registered <see cref="IKeywordStatements"/> and
    /// <see cref="IUserEraser"/> takes part.
    /// </summary>
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.AddOptions<JournalOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UserLocks>();
        services.AddSingleton<JournalUsers>();
        services.AddSingleton<JournalStore>();
        services.AddSingleton<IOutbox, SqlOutbox>();
        services.AddSingleton<IJournalReader, CachedJournalReader>();
        services.AddSingleton<IJournalStatusReader, SqlJournalStatusReader>();
        return services;
    }
}

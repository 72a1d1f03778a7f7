namespace TradingAi.Core.Storage.Turso;

/// <summary>What a call to a database failed of, as far as it makes a difference to what is done next.</summary>
internal enum TursoFailure
{
    /// <summary>The database cannot be reached, answers an error, or nothing that can be read. What was asked may have happened.</summary>
    Unavailable,

    /// <summary>There is no database at the address.</summary>
    NoDatabase,

    /// <summary>The database is there and a table is not.</summary>
    NoTable,

    /// <summary>Another writer held the database for too long; nothing was written.</summary>
    Busy,

    /// <summary>The result is too large for one answer.</summary>
    TooLarge,

    /// <summary>A constraint refused the transaction; nothing was written.</summary>
    Conflict,

    /// <summary>The statement itself is faulty: a mistake of ours.</summary>
    Faulty,
}

/// <summary>A call to a database that failed, inside this folder; callers of the folder see <see cref="ToStorageException"/>.</summary>
internal sealed class TursoException(TursoFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What it failed of.</summary>
    public TursoFailure Failure { get; } = failure;

    /// <summary>The exception that <see cref="IDatabase"/> promises.</summary>
    public Exception ToStorageException() => Failure switch
    {
        TursoFailure.Conflict => new StorageConflictException("A constraint refused the transaction.", this),
        TursoFailure.Faulty => new InvalidOperationException(Message, this),
        _ => new StorageUnavailableException(Message, this),
    };
}

namespace TradingAi.Core.Storage;

/// <summary>
/// A constraint of the database refused a transaction; nothing was written. With a guard statement that breaks a constraint
/// when the data is no longer what was read, it is how a transaction without interaction notices that it came too late.
/// </summary>
public sealed class StorageConflictException(string message, Exception? innerException = null)
    : Exception(message, innerException);

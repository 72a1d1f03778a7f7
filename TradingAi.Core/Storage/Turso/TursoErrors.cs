using System.Net;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Storage.Turso.Hrana;

namespace TradingAi.Core.Storage.Turso;

/// <summary>Says in the service's terms what a server or the network refused.</summary>
internal static class TursoErrors
{
    /// <summary>An error that a server answered to a statement.</summary>
    public static TursoException Of(TursoAddress database, HranaError error)
    {
        var (message, code) = (error.Message ?? "", error.Code ?? "");
        if (StartsWithAny(code, "SQLITE_CONSTRAINT"))
        {
            return new TursoException(TursoFailure.Conflict, $"{code}: {message}");
        }

        if (StartsWithAny(code, "SQLITE_BUSY", "SQLITE_LOCKED", "TRANSACTION_BUSY", "TRANSACTION_TIMEOUT"))
        {
            return new TursoException(TursoFailure.Busy, $"The database at {database} is busy with other writers ({code}).");
        }

        if (code == "RESPONSE_TOO_LARGE")
        {
            return new TursoException(TursoFailure.TooLarge, $"The database at {database} holds more than it can send in one answer.");
        }

        if (message.Contains("no such table", StringComparison.Ordinal))
        {
            return new TursoException(TursoFailure.NoTable, $"The database at {database} was deleted while it was in use ({message}).");
        }

        return StartsWithAny(code, "SQL_", "ARGS_", "SQLITE_ERROR", "SQLITE_UNKNOWN", "SQLITE_MISUSE", "SQLITE_RANGE", "SQLITE_MISMATCH")
            ? new TursoException(TursoFailure.Faulty, $"Turso refused a statement ({code}): {message}")
            : new TursoException(TursoFailure.Unavailable, $"The database at {database} cannot serve ({code}): {message}");
    }

    /// <summary>A refusal by status, an answer that cannot be read, or no answer.</summary>
    public static TursoException Of(TursoAddress database, TursoOptions options, VendorException error)
    {
        if (error.Status is 404 || error.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
        {
            var remedy = options.HasPlatform ? "" : ", or set TURSO_PLATFORM_TOKEN to have users' databases created";
            return new TursoException(
                TursoFailure.NoDatabase,
                $"There is no database at {database}: create it with `turso db create {database.NameIn(options.Organization)}`{remedy}.",
                error);
        }

        return error.Status is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden
            ? Unavailable($"The database at {database} refuses TURSO_AUTH_TOKEN: set a token of its group (`turso group tokens create <group>`).", error)
            : Unavailable($"The database at {database} cannot serve: {error.Message}", error);
    }

    /// <summary>An answer that does not follow the protocol.</summary>
    public static TursoException Malformed(TursoAddress database) =>
        Unavailable($"The database at {database} gave an answer that cannot be read.", null);

    private static TursoException Unavailable(string message, Exception? error) => new(TursoFailure.Unavailable, message, error);

    private static bool StartsWithAny(string code, params ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (code.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

using Microsoft.DurableTask;

namespace TradingAi.LocalHost.DurableTask.Engine.History;

/// <summary>A failure as it is recorded.</summary>
/// <param name="ErrorType">The full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Where it was thrown.</param>
/// <param name="Inner">What caused it.</param>
/// <param name="IsFinal">Whether no retry can help.</param>
internal sealed record Failure(string ErrorType, string Message, string? StackTrace = null, Failure? Inner = null, bool IsFinal = false)
{
    public static Failure From(Exception exception) => From(TaskFailureDetails.FromException(exception));

    /// <summary>The exception that the caller of task <paramref name="taskName"/> sees.</summary>
    public TaskFailedException ToException(string taskName, int taskId)
    {
        var exception = new TaskFailedException(taskName, taskId, ToDetails());
        if (IsFinal)
        {
            exception.Data[nameof(IsFinal)] = true;
        }

        return exception;
    }

    /// <summary>Whether no retry can mend what <paramref name="exception"/> reports.</summary>
    public static bool CannotBeRetried(TaskFailedException exception) => exception.Data.Contains(nameof(IsFinal));

    public TaskFailureDetails ToDetails() => new(ErrorType, Message, StackTrace, Inner?.ToDetails(), null);

    private static Failure From(TaskFailureDetails details)
        => new(details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null);
}

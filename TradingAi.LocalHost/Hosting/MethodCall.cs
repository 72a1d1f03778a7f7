using System.Reflection;

namespace TradingAi.LocalHost.Hosting;

/// <summary>Calls a method and awaits what it returns.</summary>
internal sealed class MethodCall(MethodInfo method)
{
    private readonly Func<object?, Task<object?>> _await = AwaiterOf(method.ReturnType);

    /// <summary>Calls the method; its exceptions come out as thrown.</summary>
    /// <returns>The result; null for void, <see cref="Task"/> and <see cref="ValueTask"/>.</returns>
    public Task<object?> InvokeAsync(object? instance, object?[] arguments) =>
        _await(method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));

    private static Func<object?, Task<object?>> AwaiterOf(Type type)
    {
        if (type == typeof(Task))
        {
            return async returned =>
            {
                await (Task)returned!;
                return null;
            };
        }

        if (type == typeof(ValueTask))
        {
            return async returned =>
            {
                await (ValueTask)returned!;
                return null;
            };
        }

        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        string? awaiter = definition == typeof(Task<>) ? nameof(AwaitTask) : definition == typeof(ValueTask<>) ? nameof(AwaitValueTask) : null;
        return awaiter is null
            ? Task.FromResult
            : typeof(MethodCall).GetMethod(awaiter, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Func<object?, Task<object?>>>();
    }

    private static async Task<object?> AwaitTask<T>(object? returned) => await (Task<T>)returned!;

    private static async Task<object?> AwaitValueTask<T>(object? returned) => await (ValueTask<T>)returned!;
}

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>The rules for instance ids, which the cloud's back ends share.</summary>
internal static class InstanceIds
{
    private const int MaxLength = 100;

    /// <summary>Confirms that an id is 1–100 characters, without <c>/ \ # ?</c> and control characters, and without a leading <c>@</c>.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Validate(string instanceId)
    {
        if (instanceId.Length is 0 or > MaxLength)
        {
            throw new ArgumentException($"An instance id has 1 to {MaxLength} characters, this one has {instanceId.Length}.", nameof(instanceId));
        }

        if (instanceId[0] == '@')
        {
            throw new ArgumentException("An instance id does not begin with '@'.", nameof(instanceId));
        }

        if (instanceId.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
        {
            throw new ArgumentException("An instance id has none of '/', '\\', '#', '?' and no control characters.", nameof(instanceId));
        }
    }
}

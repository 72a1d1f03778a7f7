namespace Microsoft.Azure.Functions.Worker;

/// <summary>The key that an HTTP function asks of its caller.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous = 0,

    /// <summary>A user's token; the host itself asks for no key.</summary>
    User = 1,

    /// <summary>A function key.</summary>
    Function = 2,

    /// <summary>A system key; here the admin key.</summary>
    System = 3,

    /// <summary>The admin (master) key.</summary>
    Admin = 4,
}

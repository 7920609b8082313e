namespace Router.Storage;

/// <summary>The store could not be opened. The message names the folder, the cause and the fix, and is meant for the person who starts the router.</summary>
public sealed class StoreOpenException : Exception
{
    /// <summary>Creates it.</summary>
    public StoreOpenException() { }

    /// <summary>Creates it with a message that names folder, cause and fix.</summary>
    public StoreOpenException(string message) : base(message) { }

    /// <summary>Creates it with a message and a cause.</summary>
    public StoreOpenException(string message, Exception? innerException) : base(message, innerException) { }
}

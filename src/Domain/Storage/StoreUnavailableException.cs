namespace Router.Domain.Storage;

/// <summary>The store could not commit or read (disk full, I/O error, stopped), or the outcome is unknown. The grain must drop its state and read again.</summary>
[GenerateSerializer, Alias("router.store-unavailable")]
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Creates it.</summary>
    public StoreUnavailableException() { }

    /// <summary>Creates it with a message that says what failed.</summary>
    public StoreUnavailableException(string message) : base(message) { }

    /// <summary>Creates it with a message and a cause.</summary>
    public StoreUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}

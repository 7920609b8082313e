namespace Router.Domain.Storage;

/// <summary>The row's version is not the expected one: another activation wrote it. The grain must drop its state and read again.</summary>
[GenerateSerializer, Alias("router.store-conflict")]
public sealed class StoreConflictException : Exception
{
    /// <summary>Creates it.</summary>
    public StoreConflictException() { }

    /// <summary>Creates it with a message that names the row.</summary>
    public StoreConflictException(string message) : base(message) { }

    /// <summary>Creates it with a message and a cause.</summary>
    public StoreConflictException(string message, Exception innerException) : base(message, innerException) { }
}

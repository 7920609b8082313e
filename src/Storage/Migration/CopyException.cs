namespace Router.Storage.Migration;

/// <summary>A store could not be copied. The message says why and is meant for the person who copies it.</summary>
public sealed class CopyException : Exception
{
    /// <summary>Creates it.</summary>
    public CopyException() { }

    /// <summary>Creates it with a message.</summary>
    public CopyException(string message) : base(message) { }

    /// <summary>Creates it with a message and a cause.</summary>
    public CopyException(string message, Exception? innerException) : base(message, innerException) { }
}

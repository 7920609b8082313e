namespace Router.Silo.Hosting;

/// <summary>The router can't start; the message is for the person at the terminal.</summary>
internal sealed class StartException : Exception
{
    /// <summary>Creates it.</summary>
    public StartException() { }

    /// <summary>Creates it with the message.</summary>
    public StartException(string message) : base(message) { }

    /// <summary>Creates it with the message and the cause.</summary>
    public StartException(string message, Exception innerException) : base(message, innerException) { }
}

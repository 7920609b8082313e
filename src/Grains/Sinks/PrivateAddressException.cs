namespace Router.Grains.Sinks;

/// <summary>A receiver's name has no address on the public internet.</summary>
internal sealed class PrivateAddressException : Exception
{
    public PrivateAddressException() : base("Every address of the receiver is private") { }

    public PrivateAddressException(string message) : base(message) { }

    public PrivateAddressException(string message, Exception innerException) : base(message, innerException) { }
}

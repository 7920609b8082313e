namespace Router.Load.Requests;

/// <summary>Makes the requests of one connection; not shared between connections.</summary>
public interface IRequestSource
{
    /// <summary>The whole request number <paramref name="ticket"/>, head and body; valid until the next call.</summary>
    ReadOnlyMemory<byte> Next(long ticket);
}

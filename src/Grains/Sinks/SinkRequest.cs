namespace Router.Grains.Sinks;

/// <summary>One POST of JSON to a receiver. A class, not a record: it holds secrets, and a record would print them.</summary>
/// <param name="url">Where to, secrets included.</param>
/// <param name="body">The JSON.</param>
/// <param name="headers">Further headers.</param>
/// <param name="secrets">What must not come back in a result's detail, should the receiver repeat it.</param>
internal sealed class SinkRequest(Uri url, ReadOnlyMemory<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers, IReadOnlyList<string> secrets)
{
    /// <summary>Where to, secrets included.</summary>
    public Uri Url => url;

    /// <summary>The JSON.</summary>
    public ReadOnlyMemory<byte> Body => body;

    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    /// <summary>What must not come back in a result's detail.</summary>
    public IReadOnlyList<string> Secrets => secrets;

    /// <summary>The body's media type.</summary>
    public string ContentType { get; private init; } = "application/json";

    /// <summary>The same with another media type.</summary>
    public SinkRequest As(string contentType) => new(url, body, headers, secrets) { ContentType = contentType };
}

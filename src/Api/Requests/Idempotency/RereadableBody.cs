using Microsoft.AspNetCore.Http;

namespace Router.Api.Requests.Idempotency;

/// <summary>Reads a request's body and leaves it to be read again.</summary>
internal static class RereadableBody
{
    /// <summary>The body, or the 413 when it is too large.</summary>
    public static async Task<(byte[]? Body, IResult? Refusal)> ReadAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
            return (null, JsonBody.TooLarge(maxBytes));
        var buffer = new byte[maxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > maxBytes)
            return (null, JsonBody.TooLarge(maxBytes));
        request.Body = new MemoryStream(buffer, 0, length, writable: false);
        return (buffer[..length], null);
    }
}

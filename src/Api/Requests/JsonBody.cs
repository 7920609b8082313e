using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Router.Api.Management;

namespace Router.Api.Requests;

/// <summary>Reads a request's JSON body up to a size.</summary>
internal static class JsonBody
{
    /// <summary>The body, or the answer that refuses it: 400 for what is not such JSON, 413 for too much.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">What it is to be.</param>
    /// <param name="maxBytes">The largest body.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<(T? Body, IResult? Refusal)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, long maxBytes, CancellationToken cancellationToken)
        where T : class
    {
        if (request.ContentLength > maxBytes)
            return (null, TooLarge(maxBytes));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes;
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken) is { } body
                ? (body, null)
                : (null, InvalidRequest.Answer(new("body", "a JSON object is expected")));
        }
        catch (JsonException e)
        {
            var path = e.Path is { Length: > 2 } p ? p[2..] : "body";
            return (null, InvalidRequest.Answer(new(path, "not the JSON that is expected here: an unknown field, one given twice, another type, or no JSON")));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, TooLarge(maxBytes));
        }
    }

    /// <summary>The 413 that names the limit.</summary>
    public static IResult TooLarge(long maxBytes) =>
        TypedResults.Problem($"The body is larger than {maxBytes} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge);
}

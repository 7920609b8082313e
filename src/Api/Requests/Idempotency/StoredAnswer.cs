using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Router.Api.Requests.Idempotency;

/// <summary>An answer that can be given again.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type; null without a body.</param>
/// <param name="Body">The body.</param>
/// <param name="Location">The header of that name; null without it.</param>
/// <param name="ETag">The header of that name; null without it.</param>
internal sealed record StoredAnswer(int Status, string? ContentType, byte[] Body, string? Location, string? ETag) : IResult
{
    private const string ShownOnce = "shown_once";

    /// <summary>Whether the request had its effect: refusals are not remembered, they may be asked again.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Runs a result and keeps what it would have sent.</summary>
    public static async Task<StoredAnswer> OfAsync(IResult result, HttpContext context)
    {
        var (response, sent) = (context.Response, context.Response.Body);
        using var body = new MemoryStream();
        response.Body = body;
        try
        {
            await result.ExecuteAsync(context);
        }
        finally
        {
            response.Body = sent;
        }

        return new(response.StatusCode, response.ContentType, body.ToArray(), response.Headers.Location, response.Headers.ETag);
    }

    /// <summary>The answer without a field that is shown once: null, with <c>shown_once</c> in the field's <c>...Reason</c>.</summary>
    public StoredAnswer Without(string field)
    {
        var json = JsonNode.Parse(Body)!;
        (json[field], json[$"{field}Reason"]) = (null, ShownOnce);
        return this with { Body = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        (response.StatusCode, response.ContentType) = (Status, ContentType);
        if (Location is not null)
            response.Headers.Location = Location;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Body.Length == 0)
            return;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }

    // Never the body: the first answer to a new key has its text.
    public override string ToString() => $"{Status}, {Body.Length} bytes";
}

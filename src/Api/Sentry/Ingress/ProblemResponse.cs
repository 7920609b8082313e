using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Router.Domain;

namespace Router.Api.Sentry.Ingress;

/// <summary>Writes a refusal as RFC 9457 problem details, with <c>reason</c> and, where there is one, <c>field</c>.</summary>
internal static class ProblemResponse
{
    public static void Write(HttpResponse response, Refusal refusal)
    {
        response.StatusCode = refusal.Status;
        response.ContentType = "application/problem+json";
        if (refusal.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (refusal.Status == StatusCodes.Status405MethodNotAllowed)
            response.Headers.Allow = HttpMethods.Post;
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type"u8, "about:blank"u8);
        json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(refusal.Status));
        json.WriteNumber("status"u8, refusal.Status);
        json.WriteString("detail"u8, refusal.Detail);
        json.WriteString("reason"u8, SnakeCase.Of(refusal.Reason));
        if (refusal.Field is not null)
            json.WriteString("field"u8, refusal.Field);
        json.WriteEndObject();
        json.Flush();
        response.ContentLength = json.BytesCommitted;
    }
}

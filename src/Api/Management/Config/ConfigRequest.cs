using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Router.Domain.Actions;
using Router.Domain.Configuration;

namespace Router.Api.Management.Config;

/// <summary>Reads the requests that bring or ask for a config.</summary>
internal static class ConfigRequest
{
    /// <summary>The header that says why; <c>?reason=</c> does too.</summary>
    public const string ReasonHeader = "X-Change-Reason";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether the caller asks for JSON.</summary>
    public static bool WantsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept is [var first, ..] && first.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);

    /// <summary>The document that was sent, or the answer that refuses it.</summary>
    public static async Task<(string? Text, bool IsJson, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > ConfigDocument.MaxLength)
            return (null, false, TooLarge());
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var read = await request.BodyReader.ReadAtLeastAsync(ConfigDocument.MaxLength + 1, cancellationToken);
        try
        {
            if (read.Buffer.Length > ConfigDocument.MaxLength)
                return (null, false, TooLarge());
            var text = Utf8.GetString(read.Buffer);
            var isJson = request.HasJsonContentType();
            if (isJson)
                JsonDocument.Parse(text, Strict).Dispose();
            return (text, isJson, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, false, InvalidRequest.Answer(new("body", "not UTF-8")));
        }
        catch (JsonException e)
        {
            return (null, false, InvalidRequest.Answer(new("body", string.Create(CultureInfo.InvariantCulture, $"not JSON, from line {e.LineNumber + 1} on; YAML has another Content-Type, application/yaml"))));
        }
        finally
        {
            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
    }

    /// <summary>Why the caller changes it, or what is wrong with the reason.</summary>
    public static InvalidField? Reason(HttpRequest request, out string? reason)
    {
        reason = null;
        var (header, query) = (request.Headers[ReasonHeader], request.Query["reason"]);
        var field = header.Count > 0 ? ReasonHeader : "reason";
        if (header.Count + query.Count > 1)
            return new(field, "given more than once");
        return CheckReason(field, header.Count > 0 ? header[0] : query.Count > 0 ? query[0] : null, out reason);
    }

    /// <summary>Why a person changes it, null without a reason; or what is wrong with the reason.</summary>
    public static InvalidField? CheckReason(string field, string? given, out string? reason)
    {
        reason = null;
        var text = given?.Trim();
        if (text?.Length > PersonAction.MaxReason)
            return new(field, $"longer than {PersonAction.MaxReason} characters");
        if (text?.Any(IsUnfit) == true)
            return new(field, "one line of plain text is expected, without control characters");
        reason = string.IsNullOrEmpty(text) ? null : text;
        return null;
    }

    /// <summary>What could forge a line of a log, or turn text around.</summary>
    private static bool IsUnfit(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static IResult TooLarge() =>
        TypedResults.Problem($"The document is larger than {ConfigDocument.MaxLength / 1024} KiB.", statusCode: StatusCodes.Status413PayloadTooLarge);
}

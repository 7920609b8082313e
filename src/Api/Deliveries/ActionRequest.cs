using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain.Delivery;

namespace Router.Api.Deliveries;

/// <summary>What every action on deliveries and sinks carries: an optional small body and an optional Idempotency-Key.</summary>
/// <param name="Body">The body; an empty one when none came.</param>
/// <param name="IdempotencyKey">The header's value; null without it.</param>
/// <param name="Refusal">The answer when something is wrong with them; null when nothing is.</param>
internal sealed record ActionRequest(DeliveryBody Body, string? IdempotencyKey, IResult? Refusal)
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaxBodyBytes = 4096;

    private const string KeyHeader = "Idempotency-Key";

    /// <summary>The header, as the document says it.</summary>
    public static Parameter KeyParameter { get; } = Parameter.IdempotencyKey(DeliveryCommand.MaxKeyLength);

    private static readonly DeliveryBody NoBody = new(null, null);

    public static async Task<ActionRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key = request.Headers[KeyHeader] is [{ Length: > 0 } value] ? value : null;
        if (request.Headers.ContainsKey(KeyHeader) && (key is null || key.Length > DeliveryCommand.MaxKeyLength || key.Any(c => c is <= ' ' or > '~')))
            return Refused(new(KeyHeader, $"1 to {DeliveryCommand.MaxKeyLength} visible ASCII characters"));
        var buffer = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == 0)
            return new(NoBody, key, null);
        if (length > MaxBodyBytes)
            return new(NoBody, key, TypedResults.Problem($"body: more than {MaxBodyBytes} bytes", statusCode: StatusCodes.Status413PayloadTooLarge));
        try
        {
            var body = JsonSerializer.Deserialize(buffer.AsSpan(0, length), DeliveryApiJson.Default.DeliveryBody) ?? NoBody;
            return body.Problem is { } problem ? Refused(problem) : new(body, key, null);
        }
        catch (JsonException e)
        {
            return Refused(new(e.Path is ['$', '.', .. { Length: > 0 } field] ? field : "body", "not JSON such as {\"reason\":\"...\"}, or a field given twice"));
        }
    }

    private static ActionRequest Refused(InvalidField invalid) => new(NoBody, null, InvalidRequest.Answer(invalid));
}

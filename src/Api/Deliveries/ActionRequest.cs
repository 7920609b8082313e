using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Api.Management;
using Router.Domain.Delivery;

namespace Router.Api.Deliveries;

/// <summary>What every action on deliveries and sinks carries: an optional small body and an optional Idempotency-Key.</summary>
/// <param name="Body">The body; an empty one when none came.</param>
/// <param name="IdempotencyKey">The header's value; null without it.</param>
/// <param name="Invalid">What is wrong; null when nothing is.</param>
internal sealed record ActionRequest(DeliveryBody Body, string? IdempotencyKey, InvalidField? Invalid)
{
    private const int MaxBodyBytes = 4096;
    private const string KeyHeader = "Idempotency-Key";

    private static readonly DeliveryBody NoBody = new(null, null);

    public static async Task<ActionRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key = request.Headers[KeyHeader] is [{ Length: > 0 } value] ? value : null;
        if (request.Headers.ContainsKey(KeyHeader) && (key is null || key.Length > DeliveryCommand.MaxKeyLength || key.Any(c => c is <= ' ' or > '~')))
            return new(NoBody, null, new(KeyHeader, $"1 to {DeliveryCommand.MaxKeyLength} visible ASCII characters"));
        var buffer = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == 0)
            return new(NoBody, key, null);
        if (length > MaxBodyBytes)
            return new(NoBody, key, new("body", $"longer than {MaxBodyBytes} bytes"));
        try
        {
            var body = JsonSerializer.Deserialize(buffer.AsSpan(0, length), DeliveryApiJson.Default.DeliveryBody) ?? NoBody;
            return new(body, key, body.Problem);
        }
        catch (JsonException)
        {
            return new(NoBody, key, new("body", "not JSON such as {\"reason\":\"...\"}"));
        }
    }
}

using Router.Api.Sentry.Ingress;
using Router.Domain;

namespace Router.Api.Management;

/// <summary>A refused call in the list.</summary>
internal sealed record RejectedItem
{
    public required DateTime Time { get; init; }

    public required string? Integration { get; init; }

    public required int Status { get; init; }

    public required string Reason { get; init; }

    public required string? Field { get; init; }

    public required string Detail { get; init; }

    public required string? KeyHint { get; init; }

    public static RejectedItem Of(RejectedCall call) => new()
    {
        Time = call.Time.UtcDateTime,
        Integration = call.Integration,
        Status = call.Status,
        Reason = SnakeCase.Of(call.Reason),
        Field = call.Field,
        Detail = call.Detail,
        KeyHint = call.KeyHint,
    };
}

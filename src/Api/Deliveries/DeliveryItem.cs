using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Api.Deliveries;

/// <summary>A delivery that waits or was given up.</summary>
internal sealed record DeliveryItem
{
    public required string Id { get; init; }

    public required string State { get; init; }

    public required string Incident { get; init; }

    public required long Sequence { get; init; }

    public required string Sink { get; init; }

    public required string? Channel { get; init; }

    public required string Type { get; init; }

    public required Severity? Severity { get; init; }

    public required string? Title { get; init; }

    public required DateTime At { get; init; }

    public required int Attempts { get; init; }

    public required DateTime? NextAttemptAt { get; init; }

    public required string? Reason { get; init; }

    public required int? StatusCode { get; init; }

    public required string? Detail { get; init; }

    public static DeliveryItem Of(UndeliveredNotification delivery) => new()
    {
        Id = delivery.Id.ToString(),
        State = SnakeCase.Of(delivery.Status),
        Incident = delivery.Id.IncidentId,
        Sequence = delivery.Id.Sequence,
        Sink = delivery.Id.Sink,
        Channel = delivery.Notification?.Channel,
        Type = $"incident.{SnakeCase.Of(delivery.Type)}",
        Severity = delivery.Notification?.Severity,
        Title = delivery.Notification?.Title,
        At = delivery.At.UtcDateTime,
        Attempts = delivery.Attempts,
        NextAttemptAt = delivery.NextAttemptAt?.UtcDateTime,
        Reason = delivery.Reason is { } reason ? SnakeCase.Of(reason) : null,
        StatusCode = delivery.StatusCode,
        Detail = delivery.Detail,
    };
}

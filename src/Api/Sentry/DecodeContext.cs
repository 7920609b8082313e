using Router.Domain.Configuration;

namespace Router.Api.Sentry;

/// <summary>What decoding needs beside the body.</summary>
/// <param name="Integration">The integration that the push URL belongs to.</param>
/// <param name="Headers">The request's headers.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Payload">The values of the body that the config reads.</param>
public readonly record struct DecodeContext(IntegrationConfig Integration, SentryHeaders Headers, DateTimeOffset ReceivedAt, PayloadPaths Payload)
{
    /// <summary>What proved that it is Sentry's, see <see cref="Domain.Alerts.AlertEvent.SignedBy"/>.</summary>
    public sbyte? SignedBy { get; init; }
}

using System.Collections.Immutable;
using Router.Api.Sentry.Ingress;
using Router.Domain.Configuration;
using Router.Domain.Health;

namespace Router.Api.Stats;

/// <summary>Tells of integrations whose signatures fail, and when each was last heard of.</summary>
internal sealed class WebhookHealth(RejectedLog rejected, Traffic traffic, ICurrentConfig config) : IHealthSource
{
    /// <summary>A wrong signature says so at once; one that is missing may be somebody who tries the URL by hand.</summary>
    private const int MissingCount = 3;

    /// <summary>What failed longer ago counts no more.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public ImmutableDictionary<string, DateTimeOffset> LastWebhooks =>
        config.Table.Config.Integrations.Select(i => (i.Id, At: traffic.Integration(i.Id)?.LastEventAt)).Where(i => i.At is not null).ToImmutableDictionary(i => i.Id, i => i.At!.Value);

    /// <inheritdoc/>
    public IEnumerable<HealthCause> Causes(DateTimeOffset now)
    {
        var calls = rejected.Latest();
        foreach (var integration in config.Table.Config.Integrations.Where(i => i.Enabled))
        {
            var since = traffic.Integration(integration.Id)?.LastEventAt ?? DateTimeOffset.MinValue;
            var failed = calls.Where(call => call.Integration == integration.Id && call.Time > since && call.Time > now - Window).ToList();
            if (failed.Any(call => call.Reason == RejectReason.SignatureWrong) || failed.Count(call => call.Reason == RejectReason.SignatureMissing) >= MissingCount)
            {
                yield return new(
                    HealthKind.SignaturesFail,
                    integration.Id,
                    $"Webhooks of integration {integration.Name} are refused: their signature fails",
                    $"Nothing that Sentry sends is taken. Is the client secret the right one? router secret set {integration.Id}");
            }
        }
    }
}

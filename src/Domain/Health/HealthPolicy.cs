using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Domain.Health;

/// <summary>Decides what the system channel is told. Pure: what is wrong now against what it was told of.</summary>
public static class HealthPolicy
{
    /// <summary>Stands for the integration in the key of the router's own alerts: no integration's id has an underscore.</summary>
    public const string Integration = "_router";

    /// <summary>The resource of the router's own alerts.</summary>
    public const string Resource = "system";

    /// <summary>The key of a cause's alert.</summary>
    public static IssueKey KeyOf(string cause) => new($"{Integration}|system|{cause}");

    /// <summary>The integrations' last webhooks, with those of a report; an integration that was never heard of begins now.</summary>
    public static ImmutableDictionary<string, DateTimeOffset> Heard(
        ImmutableDictionary<string, DateTimeOffset> known, ImmutableDictionary<string, DateTimeOffset> reported, RouterConfig config, DateTimeOffset now)
    {
        var heard = ImmutableDictionary.CreateBuilder<string, DateTimeOffset>();
        foreach (var integration in config.Integrations.Where(i => i is { Enabled: true, SilentAfter: not null }))
        {
            var before = known.TryGetValue(integration.Id, out var last) ? last : now;
            heard[integration.Id] = reported.TryGetValue(integration.Id, out var here) && here > before ? here : before;
        }

        return heard.ToImmutable();
    }

    /// <summary>When each integration's last webhook came, with those of a report; what is in the config no more is forgotten.</summary>
    public static ImmutableDictionary<string, DateTimeOffset> LastEvents(
        ImmutableDictionary<string, DateTimeOffset> known, ImmutableDictionary<string, DateTimeOffset> reported, RouterConfig config)
    {
        var last = ImmutableDictionary.CreateBuilder<string, DateTimeOffset>();
        foreach (var id in config.Integrations.Select(integration => integration.Id))
        {
            if (known.TryGetValue(id, out var at))
                last[id] = at;
            if (reported.TryGetValue(id, out var here) && here > at)
                last[id] = here;
        }

        return last.ToImmutable();
    }

    /// <summary>The integrations that have been silent for too long.</summary>
    public static IEnumerable<HealthCause> Silent(ImmutableDictionary<string, DateTimeOffset> heard, RouterConfig config, DateTimeOffset now) =>
        from integration in config.Integrations
        where integration is { Enabled: true, SilentAfter: not null } && heard.TryGetValue(integration.Id, out var last) && now - last >= integration.SilentAfter
        select new HealthCause(
            HealthKind.IntegrationSilent,
            integration.Id,
            $"No webhook has come for integration {integration.Name}",
            FormattableString.Invariant($"The last one came at {heard[integration.Id].UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC or before. Does Sentry still send? docs/health.md"));

    /// <summary>The alerts that the system channel is to hear: new causes, and the end of those that are over.</summary>
    public static ImmutableArray<AlertEvent> Alerts(ImmutableArray<string> open, IReadOnlyCollection<HealthCause> causes, DateTimeOffset now) =>
    [
        .. causes.Where(cause => !open.Contains(cause.Key)).DistinctBy(cause => cause.Key).Select(cause => Begin(cause, now)),
        .. open.Except(causes.Select(cause => cause.Key)).Select(key => End(key, now)),
    ];

    private static AlertEvent Begin(HealthCause cause, DateTimeOffset now) => End(cause.Key, now) with
    {
        Kind = AlertKind.Level,
        Action = SnakeCase.Of(cause.Kind),
        Severity = cause.Severity,
        Rule = SnakeCase.Of(cause.Kind),
        Title = cause.Title,
        Message = cause.Detail,
        Culprit = cause.Detail,
        Tags = cause.Subject.Length == 0 ? [] : [new("subject", cause.Subject)],
    };

    private static AlertEvent End(string key, DateTimeOffset now) => new()
    {
        Integration = Integration,
        Issue = KeyOf(key),
        Kind = AlertKind.Resolve,
        Resource = Resource,
        Action = "over",
        Severity = Severity.Ok,
        OrderTime = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
        ReceivedAt = now,
        Projects = ["router"],
    };
}

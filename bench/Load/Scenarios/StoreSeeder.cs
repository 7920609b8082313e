using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Api.Sentry;
using Router.Api.Sentry.Samples;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;
using Router.Load.Requests;
using Router.Storage.Sqlite;

namespace Router.Load.Scenarios;

/// <summary>
/// Fills a data folder with open issues and their incidents, as the router would have stored them: the same decoder, routes, policies and store,
/// without the way through HTTP and grains, so that a million takes minutes.
/// </summary>
internal sealed class StoreSeeder
{
    private const int Chunk = 2_000;

    /// <summary>From one issue to the next: lists are ordered by arrival.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(1);

    private readonly RouteTable _routes;
    private readonly AlertEvent _template;
    private readonly SqliteStore _store;

    private StoreSeeder(RouteTable routes, AlertEvent template, SqliteStore store) => (_routes, _template, _store) = (routes, template, store);

    public static async Task SeedAsync(string directory, string config, SentryTarget target, long issues)
    {
        var parsed = ConfigDocument.Parse(config, new NoValues()).Config ?? throw new InvalidOperationException("the bench's config is not valid");
        var routes = new RouteTable(parsed, version: 1);
        await using var store = await SqliteStore.OpenAsync(new() { Directory = directory }, new IssueReplay(), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        var seeder = new StoreSeeder(routes, Template(parsed.Integrations[0], target, TimeProvider.System.GetUtcNow() - issues * Apart), store);
        for (long from = 0; from < issues; from += Chunk)
            await Task.WhenAll(Enumerable.Range(0, (int)Math.Min(Chunk, issues - from)).Select(i => seeder.StoreAsync(from + i)));
    }

    private static AlertEvent Template(IntegrationConfig integration, SentryTarget target, DateTimeOffset now)
    {
        var sample = SentrySample.Create("event_alert.triggered", new()
        {
            EventId = Guid.NewGuid(),
            Timestamp = now,
            Environment = target.Environment,
            TargetBytes = target.BodyBytes,
        });
        var headers = new HeaderDictionary();
        foreach (var (name, value) in sample.Headers)
            headers[name] = value;
        var result = SentryDecoder.Decode(sample.Body.Span, new(integration, SentryHeaders.From(headers), now, PayloadPaths.None));
        return ((DecodeResult.Decoded)result).Event;
    }

    private Task StoreAsync(long issue)
    {
        var id = (SentryRequests.FirstIssue + issue).ToString(CultureInfo.InvariantCulture);
        var eventId = issue.ToString("x32", CultureInfo.InvariantCulture);
        var alert = _template with { ReceivedAt = _template.ReceivedAt + issue * Apart, Issue = IssueKey.Issue(_template.Integration, id), EventId = eventId, IdempotencyKey = eventId };
        var now = alert.ReceivedAt;
        var input = IssueInput.Webhook(alert, _routes.Route(alert));
        var decision = IssuePolicy.Decide(new(), input, now);
        var state = IssuePolicy.HandedOver(decision.State, decision.State.LastReport);
        return Task.WhenAll(decision.State.Outbox.Select(report => StoreIncidentAsync(report, now)).Append(
            CommitAsync(IssueStore.GrainType, alert.Issue.Value, IssueStore.Snapshot(state), [IssueStore.Journal(new(), input, decision, now)], [])));
    }

    private Task StoreIncidentAsync(IssueReport report, DateTimeOffset now)
    {
        var empty = new IncidentState();
        var members = ImmutableDictionary<string, IncidentMember>.Empty;
        var rules = ChannelRules.Of(_routes, empty, report.Destination.Channel);
        var decision = IncidentPolicy.Decide(empty, report, new(report.Destination.Incident, members, rules, _routes, now));
        var records = decision.State.Records;
        var written = CommitAsync(
            IncidentStore.GrainType, report.Destination.Incident.Value, IncidentStore.Snapshot(IncidentPolicy.Recorded(decision.State, records)),
            [.. decision.Journal.Select(e => IncidentStore.Journal(e, now))], [.. decision.Members.Select(m => IncidentStore.Member(m.Key, m.Value))]);
        return Task.WhenAll(records.Select(r => CommitAsync(IncidentRecord.RowType, r.Id, IncidentStore.Record(r), [], [])).Append(written));
    }

    private Task<CommitResult> CommitAsync(string type, string id, GrainSnapshot snapshot, ImmutableArray<JournalWrite> journal, ImmutableArray<PartWrite> parts) =>
        _store.CommitAsync(new() { Key = new(type, id), ExpectedVersion = 0, Snapshot = () => snapshot, Journal = journal, Parts = parts });

    private sealed class NoValues : IConfigValues
    {
        public string? Environment(string name) => null;

        public string? File(string path) => null;
    }
}
